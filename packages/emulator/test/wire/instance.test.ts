// Written from Losant's documentation, without core.
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { Emulator } from "../../src/emulator/Emulator.ts"
import { ids } from "../support/seed.ts"
import { at, call, each, server } from "../support/wire.ts"

const instance = `/instances/${ids.instance}`
const plant = `${instance}/orgs/${ids.plant}`
const day = 86_400_000
const noon = Date.UTC(2026, 2, 15, 12)

const get = (path: string, query: Record<string, string> = {}) =>
  Effect.map(call("GET", path, { query }), ({ status, json }) => {
    assert.strictEqual(status, 200, JSON.stringify(json))
    return json
  })

const rows = (json: unknown) => at(json, "counts") as ReadonlyArray<Readonly<Record<string, unknown>>>

const sum = (values: ReadonlyArray<unknown>) => values.reduce((all: number, value) => all + Number(value ?? 0), 0)

const sumOfStats = (stats: unknown): number =>
  sum(Object.values(stats as object).flatMap((sources: object) => Object.values(sources)))

// Meridian has three organizations, and only the plant uses anything: a second one makes sums of two.
const busySeed = {
  instances: [
    {
      id: ids.instance,
      name: "Meridian",
      creationDate: "2022-01-01T00:00:00.000Z",
      orgs: [
        {
          id: ids.plant,
          name: "Plant",
          creationDate: "2024-05-01T08:00:00.000Z",
          resources: { appCount: 3, dataTableRowCount: 12, storageBytes: 4_194_304 },
          usage: { days: 365, devices: 200, payloadsPerHour: 120, notebookRunsPerDay: 3 }
        },
        {
          id: ids.harbor,
          name: "Harbor",
          creationDate: "2026-03-11T00:00:00.000Z",
          usage: { days: 5, devices: 40, payloadsPerHour: 30, notebookRunsPerDay: 1 }
        },
        { id: ids.mill, name: "Mill", creationDate: "2025-06-01T00:00:00.000Z" }
      ]
    },
    { id: ids.otherInstance, name: "Alder", orgs: [{ id: ids.elsewhere, name: "Elsewhere", usage: { devices: 7 } }] }
  ]
} as unknown as NonNullable<Parameters<typeof server>[0]>["seed"] & object

const busy = server({ seed: busySeed })
const orgPaths = [ids.plant, ids.harbor, ids.mill].map((id) => `${instance}/orgs/${id}`)

describe("GET /instances/ID", () => {
  it.effect("answers the instance with its limits and the defaults for its organizations", () =>
    Effect.gen(function* () {
      const json = yield* get(instance)
      assert.strictEqual(at(json, "id"), ids.instance)
      assert.strictEqual(at(json, "instanceId"), ids.instance)
      assert.strictEqual(at(json, "name"), "Meridian")
      assert.isNumber(at(json, "limits", "organization"))
      assert.isNumber(at(json, "orgDefaultLimitConfig", "device"))
    }).pipe(Effect.provide(server()))
  )
})

describe("PATCH /instances/ID", () => {
  it.effect("changes what is there, and gives each new report an id", () =>
    Effect.gen(function* () {
      const reportConfigs = [{ cron: "0 0 1 * *", emails: ["billing@example.com"] }]
      const { json } = yield* call("PATCH", instance, { body: { reportConfigs, mfaMode: "adminRequired" } })
      assert.deepStrictEqual(yield* get(instance), json)
      assert.strictEqual(at(json, "mfaMode"), "adminRequired")
      const id = String(at(json, "reportConfigs", 0, "id"))
      assert.isNotEmpty(id)
      const kept = [{ id, cron: "0 6 1 * *" }]
      const { json: next } = yield* call("PATCH", instance, { body: { reportConfigs: kept } })
      assert.deepStrictEqual(at(next, "reportConfigs"), kept)
      assert.strictEqual(at(next, "mfaMode"), "adminRequired")
    }).pipe(Effect.provide(server()))
  )

  it.effect("sets the limits of organizations that are made from then on", () =>
    Effect.gen(function* () {
      yield* call("PATCH", instance, { body: { orgDefaultLimitConfig: { device: 7 } } })
      const { json } = yield* call("POST", `${instance}/orgs`, { body: { name: "New" } })
      assert.deepStrictEqual(at(json, "limits"), { device: 7 })
    }).pipe(Effect.provide(server()))
  )

  it.effect.each([
    { name: "Another" },
    { mfaMode: "sometimes" },
    { reportConfigs: [{ timezone: "UTC" }] },
    { reportConfigs: Array.from({ length: 11 }, () => ({ cron: "0 0 1 * *" })) }
  ])("400 for %o", (body) =>
    Effect.gen(function* () {
      const { status, json } = yield* call("PATCH", instance, { body })
      assert.strictEqual(status, 400)
      assert.strictEqual(at(json, "type"), "Validation")
    }).pipe(Effect.provide(server()))
  )
})

describe.each(["deviceCounts", "notebookMinuteCounts", "payloadCountsBreakdown"])("GET /instances/ID/%s", (what) => {
  it.effect("has, day by day, the sums of the organizations of this instance", () =>
    Effect.gen(function* () {
      const query = { start: String(noon - 9 * day), end: String(noon) }
      const whole = rows(yield* get(`${instance}/${what}`, query))
      const parts = yield* Effect.forEach(orgPaths, (path) => get(`${path}/${what}`, query))
      assert.lengthOf(whole, 10)
      for (const { date, ...values } of whole) {
        const ofDay = parts.flatMap((part) => rows(part).filter((row) => row["date"] === date))
        for (const [name, value] of Object.entries(values)) {
          assert.strictEqual(value, sum(ofDay.map((row) => row[name])), `${date} ${name}`)
        }
      }
    }).pipe(Effect.provide(busy))
  )

  it.effect("has the days of an instance of which nothing is used", () =>
    Effect.gen(function* () {
      const { orgs: _, ...empty } = busySeed.instances[0]
      const quiet = server({ seed: { instances: [empty] } })
      yield* Effect.gen(function* () {
        const counts = rows(yield* get(`${instance}/${what}`))
        assert.lengthOf(counts, 31)
        for (const { date: __, ...values } of counts) assert.strictEqual(sum(Object.values(values)), 0)
      }).pipe(Effect.provide(quiet))
    })
  )
})

describe("GET /instances/ID/payloadCounts", () => {
  it.effect("has the payloads of the organizations by type and source", () =>
    Effect.gen(function* () {
      const query = { start: String(noon - 9 * day), end: String(noon), asBytes: "true" }
      const whole = yield* get(`${instance}/payloadCounts`, query)
      const parts = yield* Effect.forEach(orgPaths, (path) => get(`${path}/payloadCounts`, query))
      assert.strictEqual(
        at(whole, "deviceState", "device.mqtt"),
        sum(parts.map((part) => at(part, "deviceState", "device.mqtt")))
      )
      assert.strictEqual(sumOfStats(whole), sum(parts.map(sumOfStats)))
      const breakdown = yield* get(`${instance}/payloadCountsBreakdown`, { ...query, includeNonBillable: "true" })
      assert.strictEqual(sumOfStats(whole), sum(rows(breakdown).map(({ value }) => value)))
    }).pipe(Effect.provide(busy))
  )
})

describe("GET /instances/ID/historicalSummaries", () => {
  const summaries = `${instance}/historicalSummaries`
  const ofOrgs = { filterField: "resourceType", filter: "organization" }
  const itemsOf = (json: unknown) => at(json, "items") as ReadonlyArray<unknown>
  const rowOf = (json: unknown, id: string) => itemsOf(json).find((item) => at(item, "resourceId") === id)

  it.effect("agrees with the usage of each organization in that month", () =>
    Effect.gen(function* () {
      const [start, end] = [Date.UTC(2026, 1, 1), Date.UTC(2026, 2, 1)]
      const json = yield* get(summaries, { month: String(start + 9 * day), ...ofOrgs })
      // The harbor did not exist in February.
      assert.sameMembers([...each(json, "resourceId")], [ids.plant, ids.mill])
      assert.strictEqual(at(json, "totalCount"), 2)
      const row = rowOf(json, ids.plant)
      assert.strictEqual(at(row, "currentPeriodStart"), new Date(start).toISOString())
      assert.strictEqual(at(row, "currentPeriodEnd"), new Date(end - 1).toISOString())
      const range = { start: String(start), end: String(end) }
      const devices = rows(yield* get(`${plant}/deviceCounts`, range))
      assert.strictEqual(at(row, "deviceCount"), devices.at(-1)?.["total"])
      assert.closeTo(Number(at(row, "deviceCountProrated")), sum(devices.map(({ total }) => total)) / 28, 1e-6)
      const runs = rows(yield* get(`${plant}/notebookMinuteCounts`, range))
      assert.strictEqual(at(row, "notebookMinutesCount"), sum(runs.map(({ minutes }) => minutes)))
      const payloads = rows(yield* get(`${plant}/payloadCountsBreakdown`, range))
      assert.strictEqual(at(row, "payloadBillableCount"), sum(payloads.map(({ value }) => value)))
      const all = yield* get(`${plant}/payloadCounts`, range)
      assert.deepStrictEqual(at(row, "payloadCountDetails"), all)
      assert.strictEqual(sum([at(row, "payloadBillableCount"), at(row, "payloadNonbillableCount")]), sumOfStats(all))
      assert.strictEqual(at(row, "dataTableTotalSizeMb"), 4)
    }).pipe(Effect.provide(busy))
  )

  it.effect("begins with this month, of which a new organization has a part", () =>
    Effect.gen(function* () {
      const json = yield* get(summaries, ofOrgs)
      assert.sameMembers([...each(json, "resourceId")], [ids.plant, ids.harbor, ids.mill])
      assert.closeTo(Number(at(rowOf(json, ids.harbor), "resourceProration")), 4.5 / 31, 1e-6)
      const devices = rows(yield* get(`${instance}/deviceCounts`, { start: String(noon), end: String(noon + 1) }))
      assert.strictEqual(sum([...each(json, "deviceCount")]), devices[0]?.["total"])
    }).pipe(Effect.provide(busy))
  )

  it.effect("has what applications use a second time, under their organizations", () =>
    Effect.gen(function* () {
      const json = yield* get(summaries, { filterField: "ownerId", filter: ids.plant })
      assert.deepStrictEqual(each(json, "resourceType"), ["application"])
      assert.strictEqual(at(json, "items", 0, "ownerName"), "Plant")
      assert.strictEqual(at(yield* get(summaries), "totalCount"), 4)
    }).pipe(Effect.provide(busy))
  )

  it.effect("pages, and sorts by the id of the resource", () =>
    Effect.gen(function* () {
      const query = { ...ofOrgs, sortField: "resourceId", sortDirection: "desc", perPage: "2" }
      assert.deepStrictEqual(each(yield* get(summaries, query), "resourceId"), [ids.mill, ids.harbor])
      assert.deepStrictEqual(each(yield* get(summaries, { ...query, page: "1" }), "resourceId"), [ids.plant])
    }).pipe(Effect.provide(busy))
  )

  it.effect("has nothing of a month that is still to come", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(each(yield* get(summaries, { month: String(noon + 40 * day) }), "resourceId"), [])
    }).pipe(Effect.provide(busy))
  )

  it.effect("400 for a month that is not a time", () =>
    Effect.gen(function* () {
      const { status } = yield* call("GET", summaries, { query: { month: "March" } })
      assert.strictEqual(status, 400)
    }).pipe(Effect.provide(busy))
  )
})

describe("POST /instances/ID/generateReport", () => {
  it.effect("accepts a report with or without options, and keeps it for tests", () =>
    Effect.gen(function* () {
      const options = { email: "billing@example.com", dateGroupBy: "month" } as const
      const { status, json } = yield* call("POST", `${instance}/generateReport`, { body: options })
      assert.strictEqual(status, 202)
      assert.isTrue(at(json, "success"))
      assert.isTrue(at(json, "jobQueued"))
      assert.isAtMost(String(at(json, "jobId")).length, 21)
      assert.strictEqual((yield* call("POST", `${instance}/generateReport`)).status, 202)
      const reports = yield* Emulator.use(({ reports }) => reports)
      assert.deepStrictEqual(
        reports.map((report) => report.options),
        [options, {}]
      )
      assert.strictEqual(reports[0]?.jobId, at(json, "jobId"))
      assert.strictEqual(reports[0]?.creationDate, new Date(noon).toISOString())
    }).pipe(Effect.provide(server()))
  )
})
