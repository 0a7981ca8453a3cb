// Written from Losant's documentation, without core.
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { ids } from "../support/seed.ts"
import { at, call, each, server } from "../support/wire.ts"

const invites = `/instances/${ids.instance}/orgs/${ids.plant}/invites`

// Seven days.
const ttl = 604_800_000
const guest = {
  id: ids.invite,
  email: "guest@example.com",
  role: "edit",
  applicationRoles: [],
  dashboardRoles: [],
  inviteDate: "2026-03-14T00:00:00.000Z",
  ttl,
  hasExpired: false,
  disallowTransfer: false
}
const late = {
  ...guest,
  id: ids.expired,
  email: "late@example.com",
  role: "view",
  inviteDate: "2026-01-01T00:00:00.000Z",
  ttl: 86_400_000,
  hasExpired: true
}

describe("GET …/invites", () => {
  it.effect("answers all invitations, the newest first", () =>
    Effect.gen(function* () {
      const { status, json } = yield* call("GET", invites)
      assert.strictEqual(status, 200)
      assert.deepStrictEqual(json, {
        items: [guest, late],
        instanceId: ids.instance,
        orgId: ids.plant,
        count: 2,
        sortField: "inviteDate",
        sortDirection: "desc"
      })
    }).pipe(Effect.provide(server()))
  )

  it.effect("sorts and filters", () =>
    Effect.gen(function* () {
      const emails = (query: Record<string, string>) =>
        Effect.map(call("GET", invites, { query }), ({ json }) => each(json, "email"))
      assert.deepStrictEqual(yield* emails({ sortField: "email", sortDirection: "asc" }), [guest.email, late.email])
      assert.deepStrictEqual(yield* emails({ sortField: "role" }), [late.email, guest.email])
      assert.deepStrictEqual(yield* emails({ sortDirection: "asc" }), [late.email, guest.email])
      assert.deepStrictEqual(yield* emails({ filterField: "email", filter: "*guest*" }), [guest.email])
      assert.deepStrictEqual(yield* emails({ filterField: "role", filter: "view" }), [late.email])
      for (const query of [{ sortField: "ttl" }, { filterField: "inviteDate" }]) {
        assert.strictEqual((yield* call("GET", invites, { query })).status, 400)
      }
    }).pipe(Effect.provide(server()))
  )

  it.effect("lets invitations expire", () =>
    Effect.gen(function* () {
      const expired = Effect.map(call("GET", `${invites}/${ids.invite}`), ({ json }) => at(json, "hasExpired"))
      const left = Date.UTC(2026, 2, 14) + ttl - Date.UTC(2026, 2, 15, 12)
      yield* TestClock.adjust(left - 1)
      assert.strictEqual(yield* expired, false)
      yield* TestClock.adjust(1)
      assert.strictEqual(yield* expired, true)
    }).pipe(Effect.provide(server()))
  )
})

describe("POST …/invites", () => {
  it.effect("answers 201 with the whole collection", () =>
    Effect.gen(function* () {
      const roles = { applicationRoles: [{ resourceId: ids.unknown, role: "view" }] }
      const { status, json } = yield* call("POST", invites, {
        body: { email: "new@example.com", role: "collaborate", ...roles, disallowTransfer: true }
      })
      assert.strictEqual(status, 201)
      const { id, ...invite } = at(json, "items", 0) as Record<string, unknown>
      assert.match(String(id), /^[a-f\d]{24}$/)
      assert.deepStrictEqual(invite, {
        email: "new@example.com",
        role: "collaborate",
        ...roles,
        dashboardRoles: [],
        inviteDate: "2026-03-15T12:00:00.000Z",
        ttl,
        hasExpired: false,
        disallowTransfer: true
      })
      assert.deepStrictEqual(each(json, "email"), ["new@example.com", guest.email, late.email])
      assert.strictEqual(at(json, "count"), 3)
      assert.deepStrictEqual((yield* call("GET", `${invites}/${String(id)}`)).json, at(json, "items", 0))
    }).pipe(Effect.provide(server()))
  )

  it.effect("invites a second time when it is repeated", () =>
    Effect.gen(function* () {
      const { status, json } = yield* call("POST", invites, { body: { email: guest.email, role: "view" } })
      assert.strictEqual(status, 201)
      assert.deepStrictEqual(each(json, "email"), [guest.email, guest.email, late.email])
    }).pipe(Effect.provide(server()))
  )

  it.effect("409 for a member, 400 for what does not fit", () =>
    Effect.gen(function* () {
      const member = yield* call("POST", invites, { body: { email: "ADA@northwind.example", role: "view" } })
      assert.strictEqual(member.status, 409)
      assert.strictEqual(at(member.json, "type"), "Conflict")
      for (const body of [
        { role: "view" },
        { email: "x@example.com" },
        { email: "x", role: "view" },
        { userId: ids.ada, role: "view" }
      ]) {
        assert.strictEqual((yield* call("POST", invites, { body })).status, 400, JSON.stringify(body))
      }
      assert.strictEqual(at((yield* call("GET", invites)).json, "count"), 2)
    }).pipe(Effect.provide(server()))
  )
})

describe("…/invites/ID", () => {
  it.effect("GET answers one invitation", () =>
    Effect.gen(function* () {
      const { status, json } = yield* call("GET", `${invites}/${ids.invite.toUpperCase()}`)
      assert.strictEqual(status, 200)
      assert.deepStrictEqual(json, guest)
    }).pipe(Effect.provide(server()))
  )

  it.effect("POST sends it again, with the roles that are given", () =>
    Effect.gen(function* () {
      const inviteDate = "2026-03-15T12:00:00.000Z"
      const { status, json } = yield* call("POST", `${invites}/${ids.expired}`, { body: { role: "admin" } })
      assert.strictEqual(status, 201)
      assert.deepStrictEqual(json, { ...late, role: "admin", inviteDate, hasExpired: false })
      const same = yield* call("POST", `${invites}/${ids.invite}`, { body: {} })
      assert.deepStrictEqual(same.json, { ...guest, inviteDate })
      assert.strictEqual(
        (yield* call("POST", `${invites}/${ids.invite}`, { body: { email: "x@example.com" } })).status,
        400
      )
    }).pipe(Effect.provide(server()))
  )

  it.effect("DELETE revokes it", () =>
    Effect.gen(function* () {
      const { status, json } = yield* call("DELETE", `${invites}/${ids.invite}`)
      assert.strictEqual(status, 200)
      assert.deepStrictEqual(json, { success: true })
      assert.strictEqual((yield* call("GET", `${invites}/${ids.invite}`)).status, 404)
      assert.deepStrictEqual(each((yield* call("GET", invites)).json, "email"), [late.email])
    }).pipe(Effect.provide(server()))
  )
})
