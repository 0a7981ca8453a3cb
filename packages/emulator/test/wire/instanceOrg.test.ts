// Written from Losant's documentation, without core.
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { ids } from "../support/seed.ts"
import { at, call, each, server } from "../support/wire.ts"

const orgs = `/instances/${ids.instance}/orgs`
const plant = `${orgs}/${ids.plant}`

describe("GET /instances/ID/orgs/ID", () => {
  it.effect("answers the shape of `instanceOrg`", () =>
    Effect.gen(function* () {
      const { status, json } = yield* call("GET", plant, { query: { summaryInclude: "appCount,memberCount" } })
      assert.strictEqual(status, 200)
      const { limits, ...org } = json as Record<string, unknown>
      assert.deepStrictEqual(org, {
        id: ids.plant,
        orgId: ids.plant,
        instanceId: ids.instance,
        creationDate: "2024-05-01T08:00:00.000Z",
        lastUpdated: "2026-01-02T03:04:05.000Z",
        name: "Northwind Plant",
        description: "Makes gears",
        iconColor: "#057180",
        summary: { appCount: 3, memberCount: 2 },
        currentPeriodStart: "2026-03-01T00:00:00.000Z",
        currentPeriodEnd: "2026-03-31T23:59:59.999Z",
        whitelistedEmailDomains: ["northwind.example"],
        auditLogEnabled: true,
        disabledAt: false,
        isReadOnly: false,
        tags: [
          { key: "region", value: "eu" },
          { key: "tier", value: "gold" }
        ],
        referralId: "CRM-1",
        mfaMode: "required",
        banner: { level: "info", message: "Welcome" }
      })
      assert.strictEqual(at(limits, "device"), 100)
    }).pipe(Effect.provide(server()))
  )

  it.effect("summarizes everything unless told what", () =>
    Effect.gen(function* () {
      const { json } = yield* call("GET", plant)
      const summary = at(json, "summary") as Record<string, unknown>
      assert.strictEqual(Object.keys(summary).length, 30)
      assert.strictEqual(summary["appCount"], 3)
      assert.strictEqual(summary["webhookCount"], 0)
      assert.strictEqual(summary["memberCount"], 2)
      assert.strictEqual(summary["pendingInviteCount"], 1)
      assert.deepStrictEqual(summary["storageStats"], { count: 12, size: 4_096 })
      assert.deepStrictEqual(Object.keys(summary["notebookStats"] as object), [
        "awaitingCompletion",
        "minutesThisPeriod",
        "runsThisPeriod"
      ])
      assert.isNumber(at(summary, "payloadCount", "deviceState", "device.mqtt"))
      assert.strictEqual((yield* call("GET", plant, { query: { summaryInclude: "devices" } })).status, 400)
    }).pipe(Effect.provide(server()))
  )

  it.effect("finds ids in upper case too", () =>
    Effect.gen(function* () {
      const { json } = yield* call("GET", `${orgs}/${ids.plant.toUpperCase()}`)
      assert.strictEqual(at(json, "id"), ids.plant)
    }).pipe(Effect.provide(server()))
  )

  it.effect("adds _type, _links and _etag unless told not to", () =>
    Effect.gen(function* () {
      const { json } = yield* call("GET", plant, { query: { _links: "true" } })
      assert.strictEqual(at(json, "_type"), "instanceOrg")
      assert.deepStrictEqual(at(json, "_links"), { self: { href: plant } })
      assert.match(String(at(json, "_etag")), /^".+"$/)
      const list = yield* call("GET", orgs, { query: { _links: "" } })
      assert.strictEqual(at(list.json, "_type"), "instanceOrgs")
      assert.deepStrictEqual(each(list.json, "_type"), ["instanceOrg", "instanceOrg", "instanceOrg"])
      assert.deepStrictEqual(at(list.json, "items", 2, "_links", "self", "href"), plant)
      assert.strictEqual(at(list.json, "items", 2, "_etag"), at(json, "_etag"))
      yield* call("PATCH", plant, { body: { description: "other" } })
      const changed = yield* call("GET", plant, { query: { _links: "true" } })
      assert.notStrictEqual(at(changed.json, "_etag"), at(json, "_etag"))
    }).pipe(Effect.provide(server()))
  )
})

describe("PATCH /instances/ID/orgs/ID", () => {
  it.effect("changes what is given, keeps the rest, and moves lastUpdated", () =>
    Effect.gen(function* () {
      const before = yield* call("GET", plant)
      yield* TestClock.adjust("1 minute")
      const { status, json } = yield* call("PATCH", plant, { body: { name: "Northwind", isReadOnly: true } })
      assert.strictEqual(status, 200)
      assert.deepStrictEqual(json, {
        ...(before.json as object),
        name: "Northwind",
        isReadOnly: true,
        lastUpdated: "2026-03-15T12:01:00.000Z"
      })
      assert.deepStrictEqual((yield* call("GET", plant)).json, json)
    }).pipe(Effect.provide(server()))
  )

  it.effect("replaces limits, tags, banner and whitelistedEmailDomains whole", () =>
    Effect.gen(function* () {
      const changes = {
        limits: { member: 3 },
        tags: [{ key: "only", value: "one" }],
        banner: { message: "Bye" },
        whitelistedEmailDomains: []
      }
      const { json } = yield* call("PATCH", plant, { body: changes })
      for (const [name, value] of Object.entries(changes)) assert.deepStrictEqual(at(json, name), value)
    }).pipe(Effect.provide(server()))
  )

  it.effect("disables with a time or true, and enables with false", () =>
    Effect.gen(function* () {
      const patched = (disabledAt: unknown) =>
        Effect.map(call("PATCH", plant, { body: { disabledAt } }), ({ json }) => at(json, "disabledAt"))
      assert.strictEqual(yield* patched(true), "2026-03-15T12:00:00.000Z")
      assert.strictEqual(yield* patched(false), false)
      assert.strictEqual(yield* patched("2026-04-01T02:00:00+02:00"), "2026-04-01T00:00:00.000Z")
    }).pipe(Effect.provide(server()))
  )

  it.effect("refuses what does not fit, and changes nothing", () =>
    Effect.gen(function* () {
      const before = yield* call("GET", plant)
      for (const body of [{ name: "" }, { members: [] }, { id: ids.plant }, { tags: "none" }, { limits: null }]) {
        assert.strictEqual((yield* call("PATCH", plant, { body })).status, 400, JSON.stringify(body))
      }
      assert.deepStrictEqual((yield* call("GET", plant)).json, before.json)
      assert.strictEqual((yield* call("PATCH", plant, { body: {} })).status, 200)
    }).pipe(Effect.provide(server()))
  )
})

describe("DELETE /instances/ID/orgs/ID", () => {
  it.effect("deletes at once and for good", () =>
    Effect.gen(function* () {
      const { status, json } = yield* call("DELETE", plant, { query: { _links: "true" } })
      assert.strictEqual(status, 200)
      assert.deepStrictEqual(json, { success: true })
      assert.strictEqual((yield* call("GET", plant)).status, 404)
      assert.strictEqual((yield* call("DELETE", plant)).status, 404)
      assert.deepStrictEqual(each((yield* call("GET", orgs)).json, "name"), ["alpine mill", "Harbor Terminals"])
    }).pipe(Effect.provide(server()))
  )
})
