// Every action through all of core, over real HTTP, against answers of the emulator that need no waiting.

import { assert, describe, it } from "@effect/vitest"
import { actions } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Redacted from "effect/Redacted"
import { Emulator } from "../../src/emulator/Emulator.ts"
import { servedNames } from "../../src/resources/served.ts"
import { type Applied, arrivals, errorOf, execute, overHttp } from "../support/core.ts"
import { inputs } from "../support/inputs.ts"
import { ids } from "../support/seed.ts"
import { grant } from "../support/wire.ts"

const names = servedNames

describe.each(names)("%s", (name) => {
  const action = actions[name]
  const isWrite = action.method !== "GET"
  const applied: Applied = { count: 0 }

  /** The call fails as said, with one request, and nothing was changed. */
  const isRefused = Effect.fnUntraced(function* (tag: string, status: number, input: unknown = inputs[name]) {
    const error = errorOf(yield* Effect.exit(execute(name, input)))
    assert.strictEqual(error._tag, tag)
    assert.strictEqual("status" in error ? error.status : undefined, status)
    assert.strictEqual(error.outcome, isWrite ? "rejected" : undefined)
    assert.strictEqual(yield* arrivals(name), 1)
    assert.strictEqual(applied.count, 0)
    return error
  })

  it.effect("success", () =>
    Effect.gen(function* () {
      yield* execute(name)
      assert.strictEqual(yield* arrivals(name), 1)
      assert.strictEqual(applied.count, isWrite ? 1 : 0)
    }).pipe(Effect.provide(overHttp({ applied })))
  )

  it.effect("400", () =>
    Effect.gen(function* () {
      const { faults } = yield* Emulator
      yield* faults.next({ kind: "answer", status: 400, body: '{"type":"Validation","message":"no"}' })
      yield* isRefused("LosantValidation", 400)
    }).pipe(Effect.provide(overHttp({ applied })))
  )

  it.effect("401", () =>
    isRefused("LosantUnauthorized", 401).pipe(
      Effect.provide(overHttp({ applied, losant: { accessToken: Redacted.make("another") } }))
    )
  )

  it.effect("403", () =>
    Effect.gen(function* () {
      const error = yield* isRefused("LosantForbidden", 403)
      assert.deepStrictEqual("requiredScopes" in error ? error.requiredScopes : [], action.scopes)
    }).pipe(
      Effect.provide(
        overHttp({
          applied,
          emulator: { grants: [grant("narrow", ["devices.get"])] },
          losant: { accessToken: Redacted.make("narrow") }
        })
      )
    )
  )

  it.effect("404 for each id in the path", () =>
    Effect.gen(function* () {
      for (const id of Object.keys(action.params)) {
        const error = errorOf(yield* Effect.exit(execute(name, { ...inputs[name], [id]: ids.unknown })))
        assert.strictEqual(error._tag, "LosantNotFound")
        assert.strictEqual("ids" in error ? error.ids[id] : undefined, ids.unknown)
      }
      assert.strictEqual(applied.count, 0)
    }).pipe(Effect.provide(overHttp({ applied })))
  )

  it.effect.each(["7", '{"items":"none"', "<html>", ""])("an answer that does not decode: %j", (body) =>
    Effect.gen(function* () {
      const { faults } = yield* Emulator
      yield* faults.next({ kind: "answer", status: action.status, body, handled: true })
      const exit = yield* Effect.exit(execute(name))
      // A deletion needs no body.
      if (action.method === "DELETE" && body === "") {
        assert.deepStrictEqual(exit, Exit.succeed({ success: true }))
        return
      }
      const error = errorOf(exit)
      assert.strictEqual(error._tag, "LosantDecode")
      // A web page does not come from Losant, so it does not prove that a write was carried out.
      const outcome = body === "<html>" ? "unknown" : "applied"
      assert.strictEqual(error.outcome, isWrite ? outcome : undefined)
      assert.strictEqual(yield* arrivals(name), 1)
      assert.strictEqual(applied.count, isWrite ? 1 : 0)
    }).pipe(Effect.provide(overHttp({ applied })))
  )
})
