import { assert, it } from "@effect/vitest"
import { toIso } from "../../text/time.ts"
import { lengthText, minuteText, periodText, previousPeriod, previousPeriodText, timeText } from "./periods.ts"

const at = (text: string) => Date.parse(text)
const period = (start: string, end: string) => ({ start: at(start), end: at(end) })
const month = period("2026-10-23T00:00:00Z", "2026-11-22T00:00:00Z")

it("the previous period has the same length and ends where the period begins", () => {
  assert.deepEqual(previousPeriod(month), period("2026-09-23T00:00:00Z", "2026-10-23T00:00:00Z"))
})

const months = (first: string, last: string) => period(`${first}-01T00:00:00Z`, `${last}-01T00:00:00Z`)

it.each([
  ["2026-10", "2026-11", "2026-09"],
  ["2026-03", "2026-04", "2026-02"],
  ["2026-01", "2026-02", "2025-12"],
  ["2026-01", "2026-04", "2025-10"],
  ["2024-02", "2025-02", "2023-02"]
])("whole months from %s to %s are compared with the months from %s on", (first, last, earlier) => {
  assert.deepEqual(previousPeriod(months(first, last)), months(earlier, first))
})

it("a period that cuts a month is compared by its length", () => {
  for (const [start, end] of [
    ["2026-10-01T00:00:00Z", "2026-10-31T00:00:00Z"],
    ["2026-10-01T05:00:00Z", "2026-11-01T05:00:00Z"],
    ["2026-09-30T23:00:00Z", "2026-11-01T00:00:00Z"]
  ] as const) {
    const cut = period(start, end)
    assert.equal(previousPeriod(cut).start, cut.start - (cut.end - cut.start))
  }
})

it("a month is named", () => {
  assert.equal(periodText(months("2026-10", "2026-11")), "October 2026")
  assert.equal(previousPeriodText(months("2026-09", "2026-10")), "September 2026")
  assert.equal(periodText(months("2026-07", "2026-10")), "the 92 days from 2026-07-01 to 2026-10-01")
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
  ["2026-10-23T00:00:00Z", "2026-11-22T00:00:00Z", "30 days", "the 30 days before"],
  ["2026-10-23T00:00:00Z", "2026-10-24T00:00:00Z", "1 day", "the day before"],
  ["2026-10-23T00:00:00Z", "2026-10-23T05:00:00Z", "5 hours", "the 5 hours before"],
  ["2026-10-23T00:00:00Z", "2026-11-21T14:24:00Z", "29.6 days", "the 29.6 days before"],
  ["2026-10-23T00:00:00Z", "2026-10-23T00:01:00Z", "1 minute", "the minute before"],
  ["2026-10-23T00:00:00Z", "2026-10-23T00:00:00.005Z", "5 milliseconds", "the 5 milliseconds before"]
])("from %s to %s are %s", (start, end, length, earlier) => {
  assert.equal(lengthText(period(start, end)), length)
  assert.equal(previousPeriodText(period(start, end)), earlier)
})

it("a period is described by its length and its ends", () => {
  assert.equal(periodText(month), "the 30 days from 2026-10-23 to 2026-11-22")
})
