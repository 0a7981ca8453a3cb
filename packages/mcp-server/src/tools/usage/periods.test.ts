import { assert, it } from "@effect/vitest"
import { toIso } from "../../text/time.ts"
import { lengthText, minuteText, periodText, previousPeriod, previousPeriodText, timeText } from "./periods.ts"

const at = (text: string) => Date.parse(text)
const period = (start: string, end: string) => ({ start: at(start), end: at(end) })
const month = period("2026-10-23T00:00:00Z", "2026-11-22T00:00:00Z")

it("the previous period has the same length and ends where the period begins", () => {
  assert.deepEqual(previousPeriod(month), period("2026-09-23T00:00:00Z", "2026-10-23T00:00:00Z"))
})

it("times are ISO 8601, as short as the text allows", () => {
  const day = at("2026-10-23T00:00:00Z")
  assert.deepEqual(
    [toIso(day), minuteText(day), timeText(day)],
    ["2026-10-23T00:00:00.000Z", "2026-10-23T00:00Z", "2026-10-23"]
  )
  assert.equal(timeText(at("2026-10-23T05:30:00Z")), "2026-10-23T05:30Z")
  assert.equal(timeText(at("2026-10-23T05:30:01.5Z")), "2026-10-23T05:30Z")
  assert.equal(minuteText(at("2026-10-23T05:30:01.5Z")), "2026-10-23T05:30:01.500Z")
})

it.each([
  ["2026-10-23T00:00:00Z", "2026-11-22T00:00:00Z", "30 days", "30 days before"],
  ["2026-10-23T00:00:00Z", "2026-10-24T00:00:00Z", "1 day", "day before"],
  ["2026-10-23T00:00:00Z", "2026-10-23T05:00:00Z", "5 hours", "5 hours before"],
  ["2026-10-23T00:00:00Z", "2026-11-21T14:24:00Z", "29.6 days", "29.6 days before"],
  ["2026-10-23T00:00:00Z", "2026-10-23T00:01:00Z", "1 minute", "minute before"],
  ["2026-10-23T00:00:00Z", "2026-10-23T00:00:00.005Z", "5 milliseconds", "5 milliseconds before"]
])("from %s to %s are %s", (start, end, length, earlier) => {
  assert.equal(lengthText(period(start, end)), length)
  assert.equal(previousPeriodText(period(start, end)), earlier)
})

it("a period is described by its length and its ends", () => {
  assert.equal(periodText(month), "the 30 days from 2026-10-23 to 2026-11-22")
})
