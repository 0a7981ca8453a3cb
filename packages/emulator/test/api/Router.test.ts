import { assert, describe, it } from "@effect/vitest"
import { actions } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import { findRoute } from "../../src/api/Router.ts"
import { servedNames } from "../../src/resources/served.ts"

const names = servedNames

describe("findRoute", () => {
  it.effect.each(names)("finds %s, with the values in its path", (name) =>
    Effect.gen(function* () {
      const { method, path, params } = actions[name]
      const found = yield* findRoute(method, path.replaceAll(":", "the-"))
      assert.strictEqual(found.name, name)
      assert.deepStrictEqual(
        found.params,
        Object.fromEntries(Object.keys(params).map((param) => [param, `the-${param}`]))
      )
    })
  )

  it.effect("405 names the methods of the path", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(findRoute("PUT", "/instances/a/orgs/b"))
      assert.strictEqual(error.status, 405)
      assert.deepStrictEqual(error.headers, { allow: "GET, PATCH, DELETE, OPTIONS" })
      assert.strictEqual(error.message, "PUT is not allowed")
    })
  )

  it.effect.each(["", "/", "instances", "/instances/", "/instance/a", "//instances", "/instances/a/orgs/b/c"])(
    "405 for %j, as Losant answers what is no path of an action",
    (path) =>
      Effect.gen(function* () {
        const { status, type, message, headers } = yield* Effect.flip(findRoute("GET", path))
        assert.deepStrictEqual([status, type, message], [405, "MethodNotAllowed", "GET is not allowed"])
        assert.deepStrictEqual(headers, { allow: "OPTIONS" })
      })
  )
})
