// What would be sent, without sending it.
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { requestOf } from "../src/Action.ts"
import { actions } from "../src/Actions.ts"
import { execute, expectError, run } from "./support/calls.ts"
import * as ScriptedFetch from "./support/ScriptedFetch.ts"
import { names, samples } from "./support/samples.ts"

describe("requestOf", () => {
  it.effect.each(names)("%s: the request that the call sends", (name) =>
    Effect.gen(function* () {
      const network = yield* ScriptedFetch.make(ScriptedFetch.json(200, samples[name].answer))
      const { input } = samples[name]
      const request = yield* requestOf(actions[name], input)
      assert.strictEqual(network.requests.length, 0)
      yield* run(network, execute(name, input))
      const [sent] = network.requests
      assert.deepStrictEqual(request, {
        method: actions[name].method,
        path: sent?.url.pathname ?? "",
        query: Object.fromEntries(sent?.url.searchParams ?? []),
        ...(sent?.body === undefined ? {} : { body: JSON.parse(sent.body) })
      })
    })
  )

  it.effect.each(names)("%s: the error that the call fails with", (name) =>
    Effect.gen(function* () {
      const network = yield* ScriptedFetch.make()
      const input = { ...samples[name].input, instanceId: "no id", pageSize: 3 }
      const error = yield* Effect.flip(requestOf(actions[name], input))
      assert.isNotEmpty(error.issues)
      assert.deepStrictEqual(error, expectError(yield* run(network, execute(name, input)), "LosantInvalidInput"))
    })
  )
})
