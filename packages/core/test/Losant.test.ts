// The service and its layers.
import { inspect } from "node:util"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import { Losant } from "../src/Losant.ts"
import { provide, sample, token } from "./support/calls.ts"
import { withGlobalFetch } from "./support/globalFetch.ts"
import * as ScriptedFetch from "./support/ScriptedFetch.ts"
import { instanceId, samples } from "./support/samples.ts"

const ok = ScriptedFetch.json(200, samples["instanceOrg.get"].answer)

describe("Losant.layer", () => {
  it.effect("does not show the token", () =>
    Effect.gen(function* () {
      const network = yield* ScriptedFetch.make()
      const losant = yield* provide(network)(Losant)
      assert.notInclude(inspect(losant, { depth: 20, showHidden: true }), token)
    })
  )

  it.effect("sends nothing before the first call", () =>
    Effect.gen(function* () {
      const network = yield* ScriptedFetch.make()
      yield* provide(network)(Losant)
      assert.strictEqual(network.requests.length, 0)
    })
  )

  it.effect.each(["", " ", "two words", "line\nbreak", "nul\0", "euro€"])(
    "refuses what is no token, without showing it: %j",
    (text) =>
      Effect.gen(function* () {
        const layer = Losant.layer({ accessToken: Redacted.make(text) })
        const error = yield* Effect.flip(Effect.provide(Losant, layer))
        assert.strictEqual(error.variable, "LOSANT_API_TOKEN")
        if (text.length > 2) assert.notInclude(inspect(error, { depth: 20, showHidden: true }), text)
      })
  )

  it.effect("knows the instance that it was configured with", () =>
    Effect.gen(function* () {
      const network = yield* ScriptedFetch.make()
      const configured = Effect.map(Losant, (losant) => losant.instanceId)
      assert.deepStrictEqual(yield* provide(network, { instanceId })(configured), Option.some(instanceId))
      assert.deepStrictEqual(yield* provide(network)(configured), Option.none())
    })
  )

  it.effect("gives the instance that it was configured with, or names the variable that gives it", () =>
    Effect.gen(function* () {
      const network = yield* ScriptedFetch.make()
      assert.strictEqual(yield* provide(network, { instanceId })(Losant.instanceId), instanceId)
      const error = yield* Effect.flip(provide(network)(Losant.instanceId))
      assert.deepStrictEqual([error._tag, error.variable], ["LosantConfigError", "LOSANT_INSTANCE_ID"])
    })
  )

  it.effect("sends through the global fetch of the moment of the call if it is given none", () =>
    Effect.gen(function* () {
      const [first, second, own] = [
        yield* ScriptedFetch.make(ok),
        yield* ScriptedFetch.make(ok),
        yield* ScriptedFetch.make(ok)
      ]
      const sent = () => [first, second, own].map(({ requests }) => requests.length)
      const call = sample("instanceOrg.get")
      yield* Effect.gen(function* () {
        yield* withGlobalFetch(first.fetch)(call)
        assert.deepStrictEqual(sent(), [1, 0, 0])
        // The layer has made a call by then, and so has this process.
        yield* withGlobalFetch(second.fetch)(call)
        assert.deepStrictEqual(sent(), [1, 1, 0])
      }).pipe(Effect.provide(Losant.layer({ accessToken: Redacted.make(token) })))
      yield* withGlobalFetch(first.fetch)(provide(own)(call))
      assert.deepStrictEqual(sent(), [1, 1, 1])
    })
  )

  it.effect("can be replaced whole, for tests of programs", () =>
    Effect.gen(function* () {
      const losant = Layer.succeed(Losant, {
        instanceId: Option.none(),
        execute: () => Effect.die("no network here"),
        send: () => Effect.die("no network here")
      })
      const exit = yield* sample("instanceOrg.get").pipe(Effect.provide(losant), Effect.exit)
      assert.include(String(exit), "no network here")
    })
  )
})
