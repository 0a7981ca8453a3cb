// Written from Losant's documentation, without core.
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { maxAuditLogs } from "../../src/handlers/recordWrites.ts"
import { ids, now } from "../support/seed.ts"
import { at, call, each, grant, server } from "../support/wire.ts"

const instance = `/instances/${ids.instance}`
const logs = `/instance/${ids.instance}/audit-logs`
const plant = `${instance}/orgs/${ids.plant}`

const list = (query: Record<string, string> = {}) =>
  Effect.map(call("GET", logs, { query }), ({ status, json }) => {
    assert.strictEqual(status, 200, JSON.stringify(json))
    return json
  })

/** The newest entry. */
const newest = Effect.map(list({ perPage: "1" }), (json) => at(json, "items", 0))

const token = { name: "Billing", scope: ["all.Instance.read"] }

describe("the audit log of an instance", () => {
  it.effect("has who did what to which organization, with the request and the answer", () =>
    Effect.gen(function* () {
      const { json } = yield* call("PATCH", plant, {
        body: { description: "New" },
        query: { summaryInclude: "appCount" }
      })
      const { id, instanceAuditLogId, ...entry } = Object(yield* newest)
      assert.match(String(id), /^[\da-f]{24}$/)
      assert.strictEqual(instanceAuditLogId, id)
      assert.deepStrictEqual(entry, {
        instanceId: ids.instance,
        creationDate: now.toISOString(),
        primaryTargetType: "Organization",
        primaryTargetId: ids.plant,
        primaryTargetName: "Northwind Plant",
        actorType: "User",
        actorName: "admin@emulator.example",
        requestResource: "instanceOrg",
        requestAction: "patch",
        requestPathParams: { instanceId: ids.instance, orgId: ids.plant },
        requestQueryParams: { summaryInclude: ["appCount"] },
        requestBody: { description: "New" },
        responseBody: json,
        responseStatus: 200
      })
      assert.deepStrictEqual((yield* call("GET", `${logs}/${id}`)).json, { id, instanceAuditLogId, ...entry })
    }).pipe(Effect.provide(server()))
  )

  it.effect("has the creation and the deletion of an organization, by its name", () =>
    Effect.gen(function* () {
      const { json } = yield* call("POST", `${instance}/orgs`, { body: { name: "Quay" } })
      yield* call("DELETE", `${instance}/orgs/${at(json, "id")}`)
      const entries = yield* list({ "auditLogFilter[primaryTarget][0][name]": "Quay", sortDirection: "asc" })
      assert.deepStrictEqual(each(entries, "requestAction"), ["post", "delete"])
      assert.deepStrictEqual(each(entries, "primaryTargetId"), [at(json, "id"), at(json, "id")])
    }).pipe(Effect.provide(server()))
  )

  it.effect("has invitations beside their organization, and no whole lists", () =>
    Effect.gen(function* () {
      yield* call("POST", `${plant}/invites`, { body: { email: "jo@example.com", role: "view" } })
      const entry = yield* newest
      assert.strictEqual(at(entry, "primaryTargetId"), ids.plant)
      assert.strictEqual(at(entry, "secondaryTargetType"), "OrgInvite")
      assert.strictEqual(at(entry, "secondaryTargetName"), "jo@example.com")
      assert.notProperty(at(entry, "responseBody"), "items")
      yield* call("DELETE", `${plant}/invites/${ids.invite}`)
      assert.strictEqual(at(yield* newest, "secondaryTargetName"), "guest@example.com")
    }).pipe(Effect.provide(server()))
  )

  it.effect("has members as users, and the instance itself as no target", () =>
    Effect.gen(function* () {
      yield* call("DELETE", `${instance}/members/${ids.ada}`)
      assert.strictEqual(at(yield* newest, "primaryTargetType"), "User")
      assert.strictEqual(at(yield* newest, "primaryTargetName"), "ada@northwind.example")
      yield* call("PATCH", instance, { body: { mfaMode: "required" } })
      assert.isUndefined(at(yield* newest, "primaryTargetType"))
      assert.strictEqual(at(yield* newest, "requestResource"), "instance")
    }).pipe(Effect.provide(server()))
  )

  it.effect("shows no secret, and names the token that acts", () =>
    Effect.gen(function* () {
      const { json } = yield* call("POST", `${instance}/tokens`, { body: { ...token, scope: ["all.Instance"] } })
      const secret = String(at(json, "token"))
      assert.strictEqual(at(yield* newest, "responseBody", "token"), "[REDACTED]")
      yield* call("PATCH", plant, { body: { name: "Renamed" }, token: secret })
      const entry = yield* newest
      assert.strictEqual(at(entry, "actorType"), "ApiToken")
      assert.strictEqual(at(entry, "actorId"), at(json, "id"))
      assert.strictEqual(at(entry, "actorName"), "Billing")
      assert.notInclude(JSON.stringify(yield* list()), secret)
    }).pipe(Effect.provide(server()))
  )

  it.effect("has nothing of what was refused, and nothing of what was read", () =>
    Effect.gen(function* () {
      const before = at(yield* list(), "totalCount")
      yield* call("PATCH", plant, { body: { nmae: "x" } })
      yield* call("PATCH", plant, { body: { name: "x" }, token: "narrow" })
      yield* call("DELETE", `${instance}/members/${ids.grace}`)
      yield* call("GET", plant)
      assert.strictEqual(at(yield* list(), "totalCount"), before)
    }).pipe(Effect.provide(server({ grants: [grant("narrow", ["all.Instance.read"])] })))
  )

  it.effect("is that of one instance", () =>
    Effect.gen(function* () {
      yield* call("PATCH", plant, { body: { name: "Renamed" } })
      const { json } = yield* call("GET", `/instance/${ids.otherInstance}/audit-logs`)
      assert.strictEqual(at(json, "totalCount"), 0)
      const { status } = yield* call("GET", `/instance/${ids.otherInstance}/audit-logs/${at(yield* newest, "id")}`)
      assert.strictEqual(status, 404)
    }).pipe(Effect.provide(server()))
  )

  it.effect("begins with the newest, and comes in pages", () =>
    Effect.gen(function* () {
      for (const name of ["One", "Two", "Three"]) {
        yield* call("PATCH", plant, { body: { name } })
      }
      const names = (query: Record<string, string>) =>
        Effect.map(list({ perPage: "2", "auditLogFilter[request][0][action]": "patch", ...query }), (json) => [
          at(json, "items", 0, "requestBody", "name"),
          at(json, "items", 1, "requestBody", "name")
        ])
      assert.deepStrictEqual(yield* names({}), ["Three", "Two"])
      assert.deepStrictEqual(yield* names({ page: "1" }), ["One", undefined])
      assert.deepStrictEqual(yield* names({ sortDirection: "asc" }), ["One", "Two"])
    }).pipe(Effect.provide(server()))
  )

  it.effect("is filtered by time, and by what each part of the filter allows", () =>
    Effect.gen(function* () {
      yield* call("PATCH", plant, { body: { name: "Renamed" } })
      yield* TestClock.adjust("1 hour")
      yield* call("DELETE", `${instance}/members/${ids.ada}`)
      const later = now.getTime() + 3_600_000
      const actions = (query: Record<string, string>) =>
        Effect.map(list({ start: String(now.getTime()), ...query }), (json) => each(json, "requestAction"))
      assert.deepStrictEqual(yield* actions({}), ["delete", "patch"])
      assert.deepStrictEqual(yield* actions({ start: String(later) }), ["delete"])
      assert.deepStrictEqual(yield* actions({ end: String(later - 1) }), ["patch"])
      const users = { "auditLogFilter[primaryTarget][0][type]": "User" }
      assert.deepStrictEqual(yield* actions(users), ["delete"])
      assert.deepStrictEqual(yield* actions({ ...users, "auditLogFilter[primaryTarget][1][id]": ids.plant }), [
        "delete",
        "patch"
      ])
      assert.deepStrictEqual(yield* actions({ ...users, "auditLogFilter[request][0][action]": "patch" }), [])
      assert.deepStrictEqual(yield* actions({ "auditLogFilter[actor][0][type]": "ApiToken" }), [])
    }).pipe(Effect.provide(server()))
  )

  it.effect.each([
    { auditLogFilter: '{"actor":[{"type":"User"}]}' },
    { "auditLogFilter[actor]": "User" },
    { "auditLogFilter[actor][0][type]": "Nobody" },
    { "auditLogFilter[actor][0][kind]": "User" },
    // Losant's framework leaves the texts of a query as they are, and wants a number here.
    { "auditLogFilter[responseCode][0]": "200" },
    { "auditLogFilter[actor][0][type]x": "User" },
    { sortField: "id" }
  ])("400 for %o", (query: Record<string, string>) =>
    Effect.gen(function* () {
      const { status, json } = yield* call("GET", logs, { query })
      assert.strictEqual(status, 400, JSON.stringify(json))
    }).pipe(Effect.provide(server()))
  )

  it.effect("keeps so many entries, and no more", () =>
    Effect.gen(function* () {
      const entries = Array.from({ length: maxAuditLogs }, (_, index) => ({
        id: (index + 1).toString(16).padStart(24, "0"),
        creationDate: "2026-01-01T00:00:00.000Z"
      }))
      const seed = { instances: [{ id: ids.instance, name: "Meridian", collections: { "audit-logs": entries } }] }
      const full = server({ seed: seed as unknown as NonNullable<Parameters<typeof server>[0]>["seed"] & object })
      yield* Effect.gen(function* () {
        yield* call("PATCH", instance, { body: { mfaMode: "required" } })
        const json = yield* list({ sortDirection: "asc", perPage: "1" })
        assert.strictEqual(at(json, "totalCount"), maxAuditLogs)
        assert.strictEqual(at(json, "items", 0, "id"), entries[1]?.id)
      }).pipe(Effect.provide(full))
    })
  )
})
