// Written from Losant's documentation, without core.
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { ids } from "../support/seed.ts"
import { at, call, each, server } from "../support/wire.ts"

const members = `/instances/${ids.instance}/orgs/${ids.plant}/members`

const ada = {
  instanceId: ids.instance,
  orgId: ids.plant,
  userId: ids.ada,
  email: "ada@northwind.example",
  firstName: "Ada",
  lastName: "Lovelace",
  twoFactorAuthEnabled: false,
  ssoLinked: false,
  role: "admin",
  applicationRoles: [],
  dashboardRoles: []
}

const emails = (query: Record<string, string>) =>
  Effect.map(call("GET", members, { query }), ({ json }) => each(json, "email"))

describe("GET …/members", () => {
  it.effect("answers all members, by email", () =>
    Effect.gen(function* () {
      const { status, json } = yield* call("GET", members)
      assert.strictEqual(status, 200)
      assert.deepStrictEqual(json, {
        items: [
          ada,
          {
            ...ada,
            userId: ids.grace,
            email: "grace@northwind.example",
            firstName: "Grace",
            lastName: "Hopper",
            role: "view"
          }
        ],
        instanceId: ids.instance,
        orgId: ids.plant,
        count: 2,
        sortField: "email",
        sortDirection: "asc"
      })
    }).pipe(Effect.provide(server()))
  )

  it.effect("sorts and filters by email and role", () =>
    Effect.gen(function* () {
      const [first, second] = ["ada@northwind.example", "grace@northwind.example"]
      assert.deepStrictEqual(yield* emails({ sortDirection: "desc" }), [second, first])
      assert.deepStrictEqual(yield* emails({ sortField: "role" }), [first, second])
      assert.deepStrictEqual(yield* emails({ sortField: "role", sortDirection: "desc" }), [second, first])
      assert.deepStrictEqual(yield* emails({ filterField: "email", filter: "grace*" }), [second])
      const { json } = yield* call("GET", members, { query: { filterField: "role", filter: "admin" } })
      assert.deepStrictEqual(each(json, "email"), [first])
      assert.strictEqual(at(json, "filterField"), "role")
      assert.strictEqual(at(json, "filter"), "admin")
      for (const query of [{ sortField: "name" }, { filterField: "userId" }, { sortDirection: "no" }]) {
        assert.strictEqual((yield* call("GET", members, { query })).status, 400)
      }
    }).pipe(Effect.provide(server()))
  )
})

describe("POST …/members", () => {
  it.effect("adds a user by id", () =>
    Effect.gen(function* () {
      yield* call("DELETE", `${members}/${ids.ada}`)
      const roles = { applicationRoles: [{ resourceId: ids.unknown, role: "collaborate" }], dashboardRoles: [] }
      const { status, json } = yield* call("POST", members, { body: { userId: ids.ada, role: "edit", ...roles } })
      assert.strictEqual(status, 200)
      assert.deepStrictEqual(json, { ...ada, role: "edit", ...roles })
      assert.strictEqual((yield* emails({})).length, 2)
    }).pipe(Effect.provide(server()))
  )

  it.effect("adds a person by email, with or without an account", () =>
    Effect.gen(function* () {
      const created = yield* call("POST", members, {
        body: { email: "new@example.com", role: "view", disallowTransfer: true }
      })
      assert.strictEqual(created.status, 200)
      const userId = at(created.json, "userId")
      assert.match(String(userId), /^[a-f\d]{24}$/)
      assert.strictEqual(at(created.json, "email"), "new@example.com")
      const mill = `/instances/${ids.instance}/orgs/${ids.mill}/members`
      const again = yield* call("POST", mill, { body: { email: "NEW@example.com", role: "edit" } })
      assert.strictEqual(at(again.json, "userId"), userId)
      const known = yield* call("POST", mill, { body: { email: "ada@northwind.example", role: "edit" } })
      assert.strictEqual(at(known.json, "userId"), ids.ada)
      assert.strictEqual(at(known.json, "firstName"), "Ada")
    }).pipe(Effect.provide(server()))
  )

  it.effect("409 for who already is a member, 400 for what does not fit", () =>
    Effect.gen(function* () {
      for (const body of [
        { userId: ids.ada, role: "view" },
        { email: "Ada@Northwind.example", role: "view" }
      ]) {
        const { status, json } = yield* call("POST", members, { body })
        assert.strictEqual(status, 409)
        assert.strictEqual(at(json, "type"), "Conflict")
      }
      for (const body of [
        { role: "view" },
        { email: "new@example.com" },
        { email: "no address", role: "view" },
        { email: "new@example.com", role: "owner" },
        { userId: ids.unknown, role: "view" },
        { userId: "short", role: "view" },
        { userId: ids.ada, email: "ada@northwind.example", role: "view" },
        { email: "new@example.com", role: "view", applicationRoles: [{ resourceId: ids.unknown, role: "admin" }] }
      ]) {
        assert.strictEqual((yield* call("POST", members, { body })).status, 400, JSON.stringify(body))
      }
      assert.strictEqual((yield* emails({})).length, 2)
    }).pipe(Effect.provide(server()))
  )
})

describe("…/members/ID", () => {
  it.effect("GET answers one member", () =>
    Effect.gen(function* () {
      const { status, json } = yield* call("GET", `${members}/${ids.ada.toUpperCase()}`)
      assert.strictEqual(status, 200)
      assert.deepStrictEqual(json, ada)
    }).pipe(Effect.provide(server()))
  )

  it.effect("PATCH changes the roles that are given", () =>
    Effect.gen(function* () {
      const dashboardRoles = [{ resourceId: ids.unknown, role: "none" }]
      const first = yield* call("PATCH", `${members}/${ids.ada}`, { body: { dashboardRoles } })
      assert.strictEqual(first.status, 200)
      assert.deepStrictEqual(first.json, { ...ada, dashboardRoles })
      const second = yield* call("PATCH", `${members}/${ids.ada}`, { body: { role: "none" } })
      assert.deepStrictEqual(second.json, { ...ada, dashboardRoles, role: "none" })
      assert.deepStrictEqual((yield* call("GET", `${members}/${ids.ada}`)).json, second.json)
      assert.strictEqual((yield* call("PATCH", `${members}/${ids.ada}`, { body: { role: "owner" } })).status, 400)
      assert.strictEqual(
        (yield* call("PATCH", `${members}/${ids.ada}`, { body: { email: "a@b.example" } })).status,
        400
      )
    }).pipe(Effect.provide(server()))
  )

  it.effect("DELETE takes away the access, not the account", () =>
    Effect.gen(function* () {
      const { status, json } = yield* call("DELETE", `${members}/${ids.ada}`)
      assert.strictEqual(status, 200)
      assert.deepStrictEqual(json, { success: true })
      assert.strictEqual((yield* call("GET", `${members}/${ids.ada}`)).status, 404)
      assert.strictEqual((yield* call("DELETE", `${members}/${ids.ada}`)).status, 404)
      const elsewhere = yield* call("GET", `/instances/${ids.instance}/orgs/${ids.harbor}/members/${ids.ada}`)
      assert.strictEqual(elsewhere.status, 200)
    }).pipe(Effect.provide(server()))
  )
})
