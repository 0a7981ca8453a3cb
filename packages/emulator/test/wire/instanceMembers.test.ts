// Written from Losant's documentation, without core.
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { ids } from "../support/seed.ts"
import { at, call, each, server } from "../support/wire.ts"

const members = `/instances/${ids.instance}/members`

const rolesByEmail = Effect.map(call("GET", members), ({ json }) =>
  Object.fromEntries(each(json, "email").map((email, index) => [email, each(json, "role")[index]]))
)

describe("GET /instances/ID/members", () => {
  it.effect("answers all members, by email, with their accounts", () =>
    Effect.gen(function* () {
      const { status, json } = yield* call("GET", members)
      assert.strictEqual(status, 200)
      assert.deepStrictEqual(at(json, "items", 0), {
        instanceId: ids.instance,
        userId: ids.ada,
        email: "ada@northwind.example",
        firstName: "Ada",
        lastName: "Lovelace",
        role: "view",
        twoFactorAuthEnabled: false,
        ssoLinked: false
      })
      assert.strictEqual(at(json, "count"), 2)
      assert.isUndefined(at(json, "totalCount"))
      const filtered = yield* call("GET", members, { query: { filterField: "role", filter: "admin" } })
      assert.deepStrictEqual(each(filtered.json, "userId"), [ids.grace])
    }).pipe(Effect.provide(server()))
  )

  it.effect("agrees with the members in the instance", () =>
    Effect.gen(function* () {
      yield* call("DELETE", `${members}/${ids.ada}`)
      const { json } = yield* call("GET", `/instances/${ids.instance}`)
      assert.deepStrictEqual(at(json, "members"), [{ userId: ids.grace, role: "admin" }])
    }).pipe(Effect.provide(server()))
  )
})

describe("the members of an instance", () => {
  it.effect("are added by email or by user, once", () =>
    Effect.gen(function* () {
      const { status, json } = yield* call("POST", members, { body: { email: "jo@example.com", role: "view" } })
      assert.strictEqual(status, 200)
      const userId = String(at(json, "userId"))
      assert.strictEqual(at((yield* call("GET", `${members}/${userId}`)).json, "email"), "jo@example.com")
      const again = yield* call("POST", members, { body: { userId, role: "admin" } })
      assert.strictEqual(again.status, 409)
      assert.deepStrictEqual(yield* rolesByEmail, {
        "ada@northwind.example": "view",
        "grace@northwind.example": "admin",
        "jo@example.com": "view"
      })
    }).pipe(Effect.provide(server()))
  )

  it.effect("get another role, and are removed", () =>
    Effect.gen(function* () {
      const { json } = yield* call("PATCH", `${members}/${ids.ada}`, { body: { role: "admin" } })
      assert.strictEqual(at(json, "role"), "admin")
      assert.deepStrictEqual((yield* call("DELETE", `${members}/${ids.grace}`)).json, { success: true })
      assert.deepStrictEqual(yield* rolesByEmail, { "ada@northwind.example": "admin" })
    }).pipe(Effect.provide(server()))
  )

  it.effect("keep an admin", () =>
    Effect.gen(function* () {
      const lowered = yield* call("PATCH", `${members}/${ids.grace}`, { body: { role: "view" } })
      const removed = yield* call("DELETE", `${members}/${ids.grace}`)
      for (const { status, json } of [lowered, removed]) {
        assert.strictEqual(status, 400)
        assert.include(String(at(json, "message")), "only admin")
      }
      assert.strictEqual((yield* rolesByEmail)["grace@northwind.example"], "admin")
    }).pipe(Effect.provide(server()))
  )
})
