import { assert, describe, it } from "@effect/vitest"
import { timeMarks } from "./timeMarks.ts"

const hour = 3_600_000
const day = 24 * hour

const labels = (start: string, count: number, step: number) =>
  timeMarks(
    Array.from({ length: count }, (_, index) => Date.parse(start) + index * step),
    step,
    8
  ).map(({ label }) => label)

describe("the marks of the time axis", () => {
  it("are Mondays in four weeks", () => {
    assert.deepStrictEqual(labels("2026-11-02T00:00:00Z", 28, day), [
      "Mon 2 Nov",
      "Mon 9 Nov",
      "Mon 16 Nov",
      "Mon 23 Nov"
    ])
    assert.lengthOf(labels("2026-10-01T05:00:00Z", 31, day), 4)
  })

  it("are days in a week, and every second day of two weeks by the hour", () => {
    assert.lengthOf(labels("2026-11-03T00:00:00Z", 7, day), 7)
    const hours = labels("2026-11-16T00:00:00Z", 14 * 24, hour)
    assert.lengthOf(hours, 7)
    for (const label of hours) assert.match(label, /^\w{3} \d+ Nov$/)
  })

  it("are first days of months in a year, up to its end", () => {
    const year = labels("2025-12-01T00:00:00Z", 365, day)
    assert.deepStrictEqual(year, ["Jan 2026", "Mar 2026", "May 2026", "Jul 2026", "Sep 2026", "Nov 2026"])
  })

  it("are hours in a day", () => {
    assert.deepStrictEqual(labels("2026-11-29T03:00:00Z", 12, hour), [
      "29 Nov 04:00",
      "29 Nov 06:00",
      "29 Nov 08:00",
      "29 Nov 10:00",
      "29 Nov 12:00",
      "29 Nov 14:00"
    ])
  })

  it("are one if there is one point, and none without", () => {
    assert.deepStrictEqual(labels("2026-11-29T00:00:00Z", 1, day), ["Sun 29 Nov"])
    assert.deepStrictEqual(labels("2026-11-29T00:00:00Z", 0, day), [])
  })
})
