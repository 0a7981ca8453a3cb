// Written from Losant's documentation, without core: what every action answers when it refuses.
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { ids } from "../support/seed.ts"
import { at, call, grant, type Reply, routes, server, token } from "../support/wire.ts"

const isError = (reply: Reply, status: number, type: string) => {
  assert.strictEqual(reply.status, status, JSON.stringify(reply.json))
  assert.match(reply.headers.get("content-type") ?? "", /^application\/json/)
  assert.deepStrictEqual(Object.keys(reply.json as object).sort(), ["message", "type"])
  assert.strictEqual(at(reply.json, "type"), type)
  assert.isString(at(reply.json, "message"))
}

const all = Object.entries(routes(ids))

describe.each(all)("%s", (_name, [method, path, body]) => {
  it.effect("403 without a token, 401 with an unknown and with an expired one", () =>
    Effect.gen(function* () {
      isError(yield* call(method, path, { body, token: null }), 403, "Forbidden")
      isError(yield* call(method, path, { body, token: "another" }), 401, "Unauthorized")
      isError(yield* call(method, path, { body, token: "old" }), 401, "Unauthorized")
      isError(yield* call(method, path, { body, authorization: `Basic ${token}` }), 401, "Unauthorized")
    }).pipe(Effect.provide(server({ grants: [grant("old", ["all.User"], { expiresAt: Date.UTC(2026, 2, 15, 12) })] })))
  )

  it.effect("403 with a token that lacks the scope", () =>
    Effect.gen(function* () {
      isError(yield* call(method, path, { body, token: "narrow" }), 403, "Forbidden")
    }).pipe(Effect.provide(server({ grants: [grant("narrow", ["all.Device", "instanceOrg.export"])] })))
  )

  it.effect("400 for each id that is none", () =>
    Effect.gen(function* () {
      for (const id of path.match(/[a-f\d]{24}/g) ?? []) {
        for (const bad of [id.slice(1), `${id}0`, id.replace(/.$/, "g"), "%20"]) {
          isError(yield* call(method, path.replace(id, bad), { body }), 400, "Validation")
        }
      }
    }).pipe(Effect.provide(server()))
  )

  it.effect("404 for each id of nothing", () =>
    Effect.gen(function* () {
      for (const id of path.match(/[a-f\d]{24}/g) ?? []) {
        isError(yield* call(method, path.replace(id, ids.unknown), { body }), 404, "NotFound")
      }
    }).pipe(Effect.provide(server()))
  )

  it.effect("405 for methods that the path does not take", () =>
    Effect.gen(function* () {
      const reply = yield* call("PUT", path, { body: {} })
      isError(reply, 405, "MethodNotAllowed")
      assert.include(reply.headers.get("allow") ?? "", method)
    }).pipe(Effect.provide(server()))
  )

  it.effect("400 for flags of the common parameters that are no booleans", () =>
    Effect.gen(function* () {
      for (const name of ["_actions", "_links", "_embedded"]) {
        isError(yield* call(method, path, { body, query: { [name]: "yes" } }), 400, "Validation")
      }
    }).pipe(Effect.provide(server()))
  )
})

describe.each(all.filter(([, [, , body]]) => body !== undefined))("%s", (name, [method, path]) => {
  it.effect("400 for a body that is missing, no JSON, no object, or has unknown fields", () =>
    Effect.gen(function* () {
      const missing = name === "instance.generateReport" ? [] : ["", "  "]
      for (const text of [...missing, "{", "name=x", "[]", "null", '"text"', '{"surprise":1}']) {
        isError(yield* call(method, path, { text }), 400, "Validation")
      }
    }).pipe(Effect.provide(server()))
  )

  it.effect("413 for a body that is too large", () =>
    Effect.gen(function* () {
      const text = JSON.stringify({ name: "x".repeat(200) })
      isError(yield* call(method, path, { text }), 413, "PayloadTooLarge")
    }).pipe(Effect.provide(server({ maxBodyBytes: 100 })))
  )
})

describe("paths that no action has", () => {
  it.effect("405, in Losant's words", () =>
    Effect.gen(function* () {
      const org = `/instances/${ids.instance}/orgs/${ids.plant}`
      for (const path of [
        "/",
        "/orgs",
        "/instances/",
        `${org}/`,
        `${org}/devices`,
        `/Instances`,
        `${org}/members/a/b`
      ]) {
        const reply = yield* call("GET", path, { token: null })
        isError(reply, 405, "MethodNotAllowed")
        assert.strictEqual(at(reply.json, "message"), "GET is not allowed")
      }
    }).pipe(Effect.provide(server()))
  )
})

describe("an organization of another instance", () => {
  it.effect("404", () =>
    Effect.gen(function* () {
      isError(yield* call("GET", `/instances/${ids.instance}/orgs/${ids.elsewhere}`), 404, "NotFound")
    }).pipe(Effect.provide(server()))
  )
})
