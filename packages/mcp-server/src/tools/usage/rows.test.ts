import { assert, describe, it } from "@effect/vitest"
import { countTokens } from "gpt-tokenizer/encoding/o200k_base"
import { day, hour, series, values } from "../../../test/support/usage.ts"
import { costOf } from "../../answers/responseBudget/shrink.ts"
import { type Measure, measureOf } from "./measures.ts"
import { readUsage } from "./readings.ts"
import { tableOf } from "./rows.ts"

const table = (action: string, of: object, answer: object) => {
  const measure: Measure | undefined = measureOf(`instanceOrg.${action}`, { ...of })
  assert(measure !== undefined)
  return tableOf(measure, readUsage(measure, { ...answer }))
}
const breakdown = (answer: object, of = {}) => table("payloadCountsBreakdown", of, answer)

describe("days", () => {
  it("are named by their dates if they begin at midnight UTC", () => {
    assert.deepEqual(breakdown(series("2026-11-01T00:00:00Z", values(1, 2))), {
      columns: ["date", "value"],
      rows: [
        ["2026-11-01", 1],
        ["2026-11-02", 2]
      ]
    })
  })

  it("say when they begin if it is not at midnight UTC", () => {
    const { dayStarts, rows } = breakdown(series("2026-11-01T05:00:00Z", values(1, 2)))
    assert.deepEqual(dayStarts, [["2026-11-01", "05:00Z"]])
    assert.deepEqual(rows, [
      ["2026-11-01", 1],
      ["2026-11-02", 2]
    ])
  })

  it("say so for each change of the clocks", () => {
    const dates = ["2026-03-07T05:00:00.000Z", "2026-03-08T05:00:00.000Z", "2026-03-09T04:00:00.000Z"]
    const { dayStarts } = breakdown({ counts: dates.map((date) => ({ date, value: 1 })) })
    assert.deepEqual(dayStarts, [
      ["2026-03-07", "05:00Z"],
      ["2026-03-09", "04:00Z"]
    ])
  })

  it("have whole times if their dates would not tell them apart, or follow no rule", () => {
    const twice = ["2026-03-29T00:00:00.000Z", "2026-03-29T23:00:00.000Z"]
    const { dayStarts, rows } = breakdown({ counts: twice.map((date) => ({ date, value: 1 })) })
    assert.isUndefined(dayStarts)
    assert.deepEqual(rows, [
      ["2026-03-29T00:00Z", 1],
      ["2026-03-29T23:00Z", 1]
    ])
    const wild = Array.from({ length: 6 }, (_, index) => ({
      date: `2026-03-0${index + 1}T0${index}:00:00.000Z`,
      value: 1
    }))
    assert.equal(breakdown({ counts: wild }).rows[5]?.[0], "2026-03-06T05:00Z")
  })
})

it("hours have whole times", () => {
  const { rows } = breakdown(series("2026-11-01T23:00:00Z", values(1, 2), hour), { resolution: hour })
  assert.deepEqual(rows, [
    ["2026-11-01T23:00Z", 1],
    ["2026-11-02T00:00Z", 2]
  ])
})

it("a field without any value has no column, and a missing value is null", () => {
  const points = [{ minutes: 5, completed: 2 }, { minutes: 3 }]
  assert.deepEqual(table("notebookMinuteCounts", {}, series("2026-11-01T00:00:00Z", points)), {
    columns: ["date", "minutes", "completed"],
    rows: [
      ["2026-11-01", 5, 2],
      ["2026-11-02", 3, null]
    ]
  })
  assert.deepEqual(breakdown({}), { columns: ["date"], rows: [] })
})

it("payloads have a row for each source", () => {
  assert.deepEqual(table("payloadCounts", {}, { timer: { timer: 2 }, deviceState: { "device.mqtt": 5 } }), {
    columns: ["type", "source", "value"],
    rows: [
      ["deviceState", "device.mqtt", 5],
      ["timer", "timer", 2]
    ]
  })
})

describe("an answer of 8,000 tokens has room for", () => {
  // The other fields take some hundreds.
  const room = 7_500
  const many = (count: number, of: (index: number) => Record<string, number>, step = day) =>
    series(
      "2026-01-01T05:00:00Z",
      Array.from({ length: count }, (_, index) => of(index)),
      step
    )
  const busy = (index: number) => 1_000 + ((index * 7_919) % 9_000)
  const fits = (table: object) => {
    assert.isAtMost(countTokens(JSON.stringify(table)), room)
    // The estimate by which answers are cut.
    assert.isAtMost(costOf(table), room)
  }

  it.each([
    ["deviceCounts", (index: number) => ({ total: 10 * busy(index), created: index % 99, deleted: index % 77 })],
    [
      "notebookMinuteCounts",
      (index: number) => ({ minutes: busy(index), completed: index, canceled: 1, errored: 22, timeout: 3 })
    ],
    ["payloadCountsBreakdown", (index: number) => ({ value: 100_000 * busy(index) })]
  ] as const)("a year of days of %s", (action, of) => {
    fits(table(action, {}, many(366, of)))
  })

  it("fourteen days of hours", () => {
    const answer = many(14 * 24 + 1, (index) => ({ value: 100_000 * busy(index) }), hour)
    fits(breakdown(answer, { resolution: hour }))
  })
})
