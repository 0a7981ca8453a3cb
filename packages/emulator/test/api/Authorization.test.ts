import { assert, describe, it } from "@effect/vitest"
import { InstanceId, InstanceOrg, Instances } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import { authenticate, authorize } from "../../src/api/Authorization.ts"
import { ids } from "../support/seed.ts"
import { grant } from "../support/wire.ts"

const user = grant("user", ["all.User"])
const old = grant("old", ["all.User"], { expiresAt: 1_000 })
const status = <A>(effect: Effect.Effect<A, { readonly status: number }>) =>
  Effect.map(Effect.flip(effect), (error) => error.status)

describe("authenticate", () => {
  it.effect("finds the grant of a bearer token, in whatever case the scheme is written", () =>
    Effect.gen(function* () {
      assert.strictEqual(yield* authenticate([old, user], "Bearer user", 5_000), user)
      assert.strictEqual(yield* authenticate([old, user], "bearer  user ", 5_000), user)
      assert.strictEqual(yield* authenticate([old, user], "Bearer old", 999), old)
    })
  )

  it.effect("403 without a token: it has no scope in common with any action", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(authenticate([old, user], undefined, 1_000))
      assert.deepStrictEqual([error.status, error.message], [403, "Access is forbidden"])
    })
  )

  it.effect.each(["", "user", "Basic user", "Bearer", "Bearer ", "Bearer User", "Bearer user more", "Bearer old"])(
    "401 for %j",
    (header) =>
      Effect.gen(function* () {
        const error = yield* Effect.flip(authenticate([old, user], header, 1_000))
        assert.strictEqual(error.status, 401)
        assert.strictEqual(error.message, header === "Bearer old" ? "Access token has expired" : "Invalid access token")
      })
  )
})

describe("authorize", () => {
  it.effect("403 without a scope, in the words of Losant", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(authorize(grant("t", ["all.User.read"]), InstanceOrg.patch, ids.instance))
      assert.strictEqual(error.status, 403)
      assert.strictEqual(error.message, "Access is forbidden")
      assert.strictEqual(yield* status(authorize(grant("t", []), Instances.get, undefined)), 403)
    })
  )

  it.effect("403 for a write with a role or a cap that only reads, whatever the scopes", () =>
    Effect.gen(function* () {
      const viewer = grant("t", ["all.User"], { role: "view" })
      const error = yield* Effect.flip(authorize(viewer, InstanceOrg.patch, ids.instance))
      assert.deepStrictEqual([error.status, error.message], [403, "Access is forbidden"])
      yield* authorize(viewer, InstanceOrg.get, ids.instance)
      yield* authorize(viewer, Instances.get, undefined)
      yield* authorize(grant("t", ["all.User"], { role: "admin" }), InstanceOrg.patch, ids.instance)
    })
  )

  it.effect("404 if an instance token acts elsewhere", () =>
    Effect.gen(function* () {
      const bound = grant("t", ["all.Instance"], { instanceId: InstanceId.make(ids.instance) })
      yield* authorize(bound, InstanceOrg.patch, ids.instance)
      assert.strictEqual(yield* status(authorize(bound, InstanceOrg.patch, ids.otherInstance)), 404)
    })
  )
})
