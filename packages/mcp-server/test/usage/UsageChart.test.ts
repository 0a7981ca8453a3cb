import { assert, describe, it } from "@effect/vitest"
import type { Values } from "../../src/ToolSpec.ts"
import { measureOf } from "../../src/usage/Measures.ts"
import type { Previous } from "../../src/usage/Previous.ts"
import { readingOf } from "../../src/usage/Readings.ts"
import { usageChart } from "../../src/usage/UsageChart.ts"
import { day, hour, series, values } from "../support/usage.ts"

const start = Date.parse("2026-11-01T05:00:00Z")
const answer = series("2026-11-01T05:00:00Z", [
  { value: 1, total: 4, minutes: 2 },
  {},
  { value: 3, total: 5, minutes: 1 }
])

const chart = (action: string, of: Values, given: Values = answer, earlier?: Values) => {
  const measure = measureOf(`instanceOrg.${action}`, of)
  assert(measure !== undefined)
  const previous: Previous | undefined =
    earlier === undefined
      ? undefined
      : { _tag: "Read", period: { start: start - 3 * day, end: start }, reading: readingOf(measure, earlier) }
  return usageChart(measure, readingOf(measure, given), previous, "Acme")
}

describe("a chart of usage", () => {
  it("has the points of the main field, and gaps where it is not known", () => {
    const { title, subject, unit, step, fromZero, points, previous } = chart("payloadCountsBreakdown", {}) ?? {}
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
    assert.equal(made?.short(2_500_000), label)
  })

  it("of a level does not begin at zero", () => {
    assert.isFalse(chart("deviceCounts", {})?.fromZero)
  })

  it("has the period before at the times of what it is compared with", () => {
    const { previous } = chart("payloadCountsBreakdown", {}, answer, series("2026-10-29T05:00:00Z", values(7, 8))) ?? {}
    assert.deepEqual(previous, {
      name: "The 3 days before",
      points: [
        { time: start, value: 7 },
        { time: start + day, value: 8 }
      ]
    })
  })

  it("has no second line of a period of which nothing is known, and is none of nothing", () => {
    assert.isUndefined(chart("payloadCountsBreakdown", {}, answer, {})?.previous)
    assert.isUndefined(chart("payloadCountsBreakdown", {}, series("2026-11-01T05:00:00Z", [{}, {}])))
    assert.isUndefined(chart("payloadCountsBreakdown", {}, {}))
  })
})
