import { assert, describe, it } from "@effect/vitest"
import { hour, series, values } from "../../../test/support/usage.ts"
import { type Measure, measureOf } from "./measures.ts"
import { findPeak, readUsage } from "./readings.ts"

const measure = (action: string, of = {}): Measure => {
  const found = measureOf(action, of)
  assert(found !== undefined)
  return found
}
const breakdown = measure("instanceOrg.payloadCountsBreakdown")
const devices = measure("instanceOrg.deviceCounts")
const counts = measure("instanceOrg.payloadCounts")

describe("a measure", () => {
  it("is there for the four actions about usage, and for no other", () => {
    assert.isDefined(measureOf("instanceOrg.notebookMinuteCounts", {}))
    for (const name of ["instanceOrg.get", "instanceOrgs.get", "toString"]) assert.isUndefined(measureOf(name, {}))
  })

  it("counts payloads or their bytes, by the day or the hour", () => {
    assert.equal(breakdown.unit.many, "billable payloads")
    assert.equal(breakdown.step, "day")
    const { unit, step } = measure("instanceOrg.payloadCountsBreakdown", { asBytes: true, resolution: hour })
    assert.deepEqual([unit.many, unit.isBytes, step], ["bytes", true, "hour"])
  })
})

describe("a series", () => {
  it("has a total", () => {
    assert.deepEqual(readUsage(breakdown, series("2026-11-01T05:00:00Z", values(1, 2, 4))).totals, { value: 7 })
  })

  it("of devices ends with the last count, and sums the created and deleted ones", () => {
    const points = [
      { created: 5, deleted: 1, total: 14 },
      { created: 1, deleted: 3, total: 12 },
      { created: 1, deleted: 0 }
    ]
    assert.deepEqual(readUsage(devices, series("2026-11-01T00:00:00Z", points)).totals, {
      total: 12,
      created: 7,
      deleted: 4
    })
  })

  it("sorts its points by time, and does not move them", () => {
    const late = { date: "2026-11-02T05:00:00.000Z", value: 2 }
    const early = { date: "2026-11-01T07:00:00.000+02:00", value: 1 }
    assert.deepEqual(readUsage(breakdown, { counts: [late, early] }).points, [
      { time: Date.parse("2026-11-01T05:00:00Z"), values: { value: 1 } },
      { time: Date.parse("2026-11-02T05:00:00Z"), values: { value: 2 } }
    ])
  })

  it("has no value if Losant answers none, or an unusable one", () => {
    const points = [{}, { value: null }, { value: "3" }, { value: 1e300 }, { value: 2 }]
    const { points: read, totals } = readUsage(breakdown, series("2026-11-01T00:00:00Z", points))
    assert.deepEqual(
      read.map((point) => point.values),
      [{}, {}, {}, {}, { value: 2 }]
    )
    assert.deepEqual(totals, { value: 2 })
  })

  it.each([{}, { counts: [] }, { counts: null }, { counts: [null, 3, {}, { date: "soon" }] }])(
    "can be empty: %o",
    (answer) => {
      assert.deepEqual(readUsage(breakdown, answer), { points: [], sources: [], totals: {} })
    }
  )

  it("peaks where it is highest, at the first time, and nowhere if it is zero", () => {
    const at = (all: ReturnType<typeof values>) =>
      findPeak(breakdown, readUsage(breakdown, series("2026-11-01T00:00:00Z", all)))
    assert.deepEqual(at(values(1, 5, 5, 2)), { time: Date.parse("2026-11-02T00:00:00Z"), value: 5 })
    assert.isUndefined(at(values(0, 0)))
    assert.isUndefined(at([]))
  })
})

it("payloads by type and source are sorted by size, without fields that are no type", () => {
  const reading = readUsage(counts, {
    timer: { timer: 2 },
    deviceState: { "device.mqtt": 5, "device.rest": 3 },
    later: { anything: 4 },
    _links: { self: 9 },
    event: {},
    flowError: "none"
  })
  assert.deepEqual(reading.totals, { value: 14 })
  assert.deepEqual(
    reading.sources.map(({ type, source, value }) => [type, source, value]),
    [
      ["deviceState", "device.mqtt", 5],
      ["later", "anything", 4],
      ["deviceState", "device.rest", 3],
      ["timer", "timer", 2]
    ]
  )
})
