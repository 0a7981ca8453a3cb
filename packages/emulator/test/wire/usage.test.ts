// Written from Losant's documentation, without core.
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { ids } from "../support/seed.ts"
import { at, call, routes, server } from "../support/wire.ts"

const org = `/instances/${ids.instance}/orgs/${ids.plant}`
const day = 86_400_000
const noon = Date.UTC(2026, 2, 15, 12)
const midnight = Date.UTC(2026, 2, 15)

type Row = Readonly<Record<string, unknown>>

const get = (what: string, query: Record<string, string> = {}, of = org) =>
  Effect.map(call("GET", `${of}/${what}`, { query }), ({ status, json }) => {
    assert.strictEqual(status, 200, JSON.stringify(json))
    return json
  })
const rows = (json: unknown): ReadonlyArray<Row> => at(json, "counts") as ReadonlyArray<Row>
const sum = (list: ReadonlyArray<Row>, name: string) => list.reduce((total, row) => total + Number(row[name]), 0)
const total = (stats: unknown): number =>
  typeof stats === "number" ? stats : Object.values(stats as object).reduce((all: number, part) => all + total(part), 0)
const range = (start: number, end: number) => ({ start: String(start), end: String(end) })
const iso = (time: number) => new Date(time).toISOString()

describe.each(["deviceCounts", "notebookMinuteCounts", "payloadCountsBreakdown"])("GET …/%s", (what) => {
  it.effect("takes the 30 days up to now by default", () =>
    Effect.gen(function* () {
      const json = yield* get(what)
      assert.deepStrictEqual(Object.keys(json as object), ["start", "end", "counts"])
      assert.strictEqual(at(json, "start"), iso(noon - 30 * day))
      assert.strictEqual(at(json, "end"), iso(noon))
      assert.deepStrictEqual(
        rows(json).map(({ date }) => date),
        Array.from({ length: 31 }, (_, index) => iso(midnight + (index - 30) * day))
      )
      const early = yield* get(what, { end: String(midnight - day) })
      assert.strictEqual(at(early, "start"), iso(midnight - 31 * day))
      assert.strictEqual(rows(early).length, 30)
    }).pipe(Effect.provide(server()))
  )

  it.effect("has a year, which ends today", () =>
    Effect.gen(function* () {
      const year = rows(yield* get(what, range(0, noon + 40 * day)))
      assert.strictEqual(year.length, 365)
      assert.strictEqual(year.at(-1)?.["date"], iso(midnight))
      assert.deepStrictEqual(rows(yield* get(what, range(noon, noon))), [])
    }).pipe(Effect.provide(server()))
  )

  it.effect("is empty for an organization that never used anything", () =>
    Effect.gen(function* () {
      const quiet = rows(yield* get(what, {}, org.replace(ids.plant, ids.mill)))
      assert.strictEqual(quiet.length, 31)
      for (const { date: _, ...values } of quiet) assert.deepStrictEqual(new Set(Object.values(values)), new Set([0]))
    }).pipe(Effect.provide(server()))
  )
})

const paths = Object.values(routes(ids)).flatMap(([, path]) => (/ounts/.test(path) ? [path] : []))

describe.each(paths)("GET %s", (path) => {
  it.effect.each([
    range(2, 1),
    { start: "yesterday" },
    { end: "2026-01-01" },
    { start: "1.5" },
    { start: "-8640000000000001" },
    { end: "8640000000000001" }
  ])("400 for %o", (query) =>
    Effect.gen(function* () {
      const { status, json } = yield* call("GET", path, { query })
      assert.strictEqual(status, 400)
      assert.strictEqual(at(json, "type"), "Validation")
      assert.match(String(at(json, "message")), /^(start|end)/)
    }).pipe(Effect.provide(server()))
  )
})

describe("GET …/deviceCounts", () => {
  it.effect("adds up, day by day, to the number of devices", () =>
    Effect.gen(function* () {
      const year = rows(yield* get("deviceCounts", range(0, noon)))
      assert.deepStrictEqual(Object.keys(year[0] ?? {}), ["date", "created", "deleted", "total"])
      let devices = 200
      for (const { created, deleted, total } of year) {
        devices += Number(created) - Number(deleted)
        assert.strictEqual(total, devices)
      }
      assert.isAbove(sum(year, "created"), sum(year, "deleted"))
      const { json } = yield* call("GET", org, { query: { summaryInclude: "deviceCount" } })
      assert.strictEqual(at(json, "summary", "deviceCount"), devices)
      assert.deepStrictEqual(rows(yield* get("deviceCounts", range(midnight - 9 * day, midnight))), year.slice(-10, -1))
    }).pipe(Effect.provide(server()))
  )
})

describe("GET …/notebookMinuteCounts", () => {
  it.effect("adds up to the summary of the billing period", () =>
    Effect.gen(function* () {
      const month = rows(yield* get("notebookMinuteCounts", range(Date.UTC(2026, 2, 1), noon)))
      assert.deepStrictEqual(Object.keys(month[0] ?? {}).sort(), [
        "canceled",
        "completed",
        "date",
        "errored",
        "minutes",
        "timeout"
      ])
      const { json } = yield* call("GET", org, { query: { summaryInclude: "notebookStats" } })
      const runs = ["completed", "canceled", "errored", "timeout"].reduce((all, name) => all + sum(month, name), 0)
      assert.isAbove(runs, 0)
      assert.deepStrictEqual(at(json, "summary", "notebookStats"), {
        awaitingCompletion: 0,
        minutesThisPeriod: sum(month, "minutes"),
        runsThisPeriod: runs
      })
    }).pipe(Effect.provide(server()))
  )
})

describe("GET …/payloadCounts and …/payloadCountsBreakdown", () => {
  const ranges = [range(midnight - 7 * day, midnight), range(midnight - 3 * day - 5_000_000, noon - 1), range(0, noon)]

  it.effect.each(ranges)("have the same payloads in %o", (query) =>
    Effect.gen(function* () {
      for (const asBytes of ["false", "true"]) {
        const stats = yield* get("payloadCounts", { ...query, asBytes })
        // In Losant's example of a month, the payloads of data tables are the ones that are not billed.
        const { dataTable, ...billable } = stats as Record<string, unknown>
        assert.isAbove(total({ dataTable }), 0)
        assert.containsAllKeys(billable, ["deviceConnect", "deviceDisconnect"])
        for (const resolution of ["86400000", "3600000"]) {
          const of = { ...query, asBytes, resolution }
          assert.strictEqual(sum(rows(yield* get("payloadCountsBreakdown", of)), "value"), total(billable))
          const every = yield* get("payloadCountsBreakdown", { ...of, includeNonBillable: "true" })
          assert.strictEqual(sum(rows(every), "value"), total(stats))
        }
      }
    }).pipe(Effect.provide(server()))
  )

  it.effect("tell the payloads' sources by type, in numbers or bytes", () =>
    Effect.gen(function* () {
      const numbers = yield* get("payloadCounts", { start: String(midnight - day), end: String(midnight) })
      const bytes = yield* get("payloadCounts", {
        start: String(midnight - day),
        end: String(midnight),
        asBytes: "true"
      })
      assert.deepStrictEqual(Object.keys(at(numbers, "deviceState") as object), ["device.mqtt", "flow.flow"])
      assert.isAbove(Number(at(numbers, "deviceState", "device.mqtt")), 0)
      assert.isAbove(
        Number(at(bytes, "deviceState", "device.mqtt")),
        100 * Number(at(numbers, "deviceState", "device.mqtt"))
      )
      const { json } = yield* call("GET", org, { query: { summaryInclude: "payloadCount" } })
      const month = yield* get("payloadCounts", range(Date.UTC(2026, 2, 1), midnight + day))
      assert.deepStrictEqual(at(json, "summary", "payloadCount"), month)
    }).pipe(Effect.provide(server()))
  )

  it.effect("break down by hour", () =>
    Effect.gen(function* () {
      const json = yield* get("payloadCountsBreakdown", { ...range(midnight - day, midnight), resolution: "3600000" })
      assert.deepStrictEqual(
        rows(json).map(({ date }) => date),
        Array.from({ length: 24 }, (_, hour) => iso(midnight - day + hour * 3_600_000))
      )
      for (const query of [{ resolution: "60000" }, { asBytes: "1" }, { includeNonBillable: "maybe" }]) {
        assert.strictEqual((yield* call("GET", `${org}/payloadCountsBreakdown`, { query })).status, 400)
      }
    }).pipe(Effect.provide(server()))
  )
})
