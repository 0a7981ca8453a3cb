import { assert, describe, it } from "@effect/vitest"
import { day, hour, series, values } from "../../../test/support/usage.ts"
import type { JsonObject } from "../../text/json.ts"
import { measureOf } from "./measures.ts"
import type { Period } from "./periods.ts"
import type { PreviousUsage } from "./previousPeriod.ts"
import { readUsage } from "./readings.ts"
import { makeUsageChart } from "./usageChart.ts"

const start = Date.parse("2026-11-01T05:00:00Z")
const answer = series("2026-11-01T05:00:00Z", [
  { value: 1, total: 4, minutes: 2 },
  {},
  { value: 3, total: 5, minutes: 1 }
])

const whole = { start, end: start + 3 * day }

const chart = (
  action: string,
  of: JsonObject,
  values: JsonObject = answer,
  earlier?: JsonObject,
  period: Period = whole
) => {
  const measure = measureOf(`instanceOrg.${action}`, of)
  assert(measure !== undefined)
  const previous: PreviousUsage | undefined =
    earlier === undefined
      ? undefined
      : { _tag: "Read", period: { start: start - 3 * day, end: start }, reading: readUsage(measure, earlier) }
  return makeUsageChart(measure, readUsage(measure, values), previous, "Acme", period)
}

describe("a chart of usage", () => {
  it("has the points of the main field, and gaps if it is not known", () => {
    const {
      title,
      subject,
      unit,
      step,
      startsAtZero: fromZero,
      points,
      previous
    } = chart("payloadCountsBreakdown", {}) ?? {}
    assert.deepEqual(
      { title, subject, unit, step, fromZero },
      { title: "Billable payloads per day", subject: "Acme", unit: "billable payloads", step: day, fromZero: true }
    )
    assert.deepEqual(points, [{ time: start, value: 1 }, { time: start + day }, { time: start + 2 * day, value: 3 }])
    assert.isUndefined(previous)
  })

  it.each([
    ["payloadCountsBreakdown", { asBytes: true, resolution: hour }, "Bytes of billable payloads per hour", "2.5 MB"],
    ["notebookMinuteCounts", {}, "Notebook minutes per day", "2.5M"],
    ["deviceCounts", {}, "Devices", "2.5M"]
  ])("of %s with %j is titled %s", (action, of, title, label) => {
    const made = chart(action, of)
    assert.equal(made?.title, title)
    assert.equal(made?.formatValue(2_500_000), label)
  })

  it("of a level does not begin at zero", () => {
    assert.isFalse(chart("deviceCounts", {})?.startsAtZero)
  })

  it("draws the previous period at the times of the points that it is compared with", () => {
    const { previous } = chart("payloadCountsBreakdown", {}, answer, series("2026-10-29T05:00:00Z", values(7, 8))) ?? {}
    assert.deepEqual(previous, {
      name: "Before (total: 15): 2026-10-29T05:00Z to 2026-11-01T05:00Z",
      points: [{ time: start, value: 7 }, { time: start + day, value: 8 }, { time: start + 2 * day }]
    })
  })

  it("aligns the previous period day by day across a change of the clocks", () => {
    const earlier = series("2026-10-29T04:00:00Z", values(7, 8, 9, 10))
    const { previous } = chart("payloadCountsBreakdown", {}, answer, earlier) ?? {}
    assert.deepEqual(
      previous?.points.map(({ time, value }) => [time, value]),
      [
        [start, 7],
        [start + day, 8],
        [start + 2 * day, 9]
      ]
    )
  })

  // A point of the period before has the number of its day as its value.
  const numbered = (action: string, days: number, daysBefore: number) => {
    const from = Date.UTC(2026, 9, 1)
    const measure = measureOf(`instanceOrg.${action}`, {})
    assert(measure !== undefined)
    const reading = (first: number, count: number) =>
      readUsage(
        measure,
        series(
          new Date(first).toISOString(),
          Array.from({ length: count }, (_, index) => ({ [measure.main]: index + 1 }))
        )
      )
    const period = { start: from - daysBefore * day, end: from }
    const previous: PreviousUsage = { _tag: "Read", period, reading: reading(period.start, daysBefore) }
    return makeUsageChart(measure, reading(from, days), previous, "Acme", { start: from, end: from + days * day })
  }

  it.each([
    // September has 30 days, so 1 October lies 28 days after 3 September.
    ["a month", 31, 30, 3, 28],
    ["four weeks", 28, 28, 1, 28],
    ["33 days, by five weeks", 33, 33, undefined, 31],
    ["a year, by 52 weeks", 365, 365, 2, 364]
  ] as const)("compares weekdays with the same weekdays in %s", (_, days, before, first, known) => {
    const { previous, points = [] } = numbered("payloadCountsBreakdown", days, before) ?? {}
    assert.strictEqual(previous?.points[0]?.value, first)
    const values = previous?.points.filter(({ value }) => value !== undefined) ?? []
    assert.strictEqual(values.length, known)
    for (const [index, { value }] of (previous?.points ?? []).entries()) {
      if (value === undefined) continue
      const earlier = Date.UTC(2026, 9, 1) - (before - value + 1) * day
      assert.strictEqual(new Date(earlier).getUTCDay(), new Date(points[index]?.time ?? 0).getUTCDay())
    }
    assert.strictEqual(previous?.name.endsWith(", by weekday"), days !== before || days % 7 !== 0)
  })

  it.each([
    ["payloadCountsBreakdown", 10],
    ["deviceCounts", 30]
  ])("compares the first day with the first day: %s of %i days", (action, days) => {
    const { previous } = numbered(action, days, days) ?? {}
    assert.strictEqual(previous?.points[0]?.value, 1)
    assert.notInclude(previous?.name ?? "", "by weekday")
  })

  it("rounds the bytes of the period before, so that there is room for its dates", () => {
    const earlier = series("2026-10-29T05:00:00Z", values(1_234_567_890))
    const { previous } = chart("payloadCountsBreakdown", { asBytes: true }, answer, earlier) ?? {}
    assert.strictEqual(previous?.name, "Before (total: 1.235 GB): 2026-10-29T05:00Z to 2026-11-01T05:00Z")
  })

  it("aligns the known days of an incomplete previous period", () => {
    const { previous } = chart("payloadCountsBreakdown", {}, answer, series("2026-10-31T05:00:00Z", values(9))) ?? {}
    assert.deepEqual(previous?.points, [{ time: start }, { time: start + day }, { time: start + 2 * day, value: 9 }])
  })

  it("marks the days that the ends of the period cut, but none of a level", () => {
    const cut = { start: start + hour, end: whole.end - hour }
    const partial = (action: string, period: Period) =>
      chart(action, {}, answer, undefined, period)?.points.map(({ isPartial }) => isPartial === true)
    assert.deepEqual(partial("payloadCountsBreakdown", whole), [false, false, false])
    assert.deepEqual(partial("payloadCountsBreakdown", cut), [true, false, true])
    assert.deepEqual(partial("deviceCounts", cut), [false, false, false])
  })

  it("has no second line if the previous period is unknown, and no chart without values", () => {
    assert.isUndefined(chart("payloadCountsBreakdown", {}, answer, {})?.previous)
    assert.isUndefined(chart("payloadCountsBreakdown", {}, series("2026-11-01T05:00:00Z", [{}, {}])))
    assert.isUndefined(chart("payloadCountsBreakdown", {}, {}))
  })
})
