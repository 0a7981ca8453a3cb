import { assert, describe, it } from "@effect/vitest"
import { requestOfCall } from "@effect-losant/core/Action"
import * as Effect from "effect/Effect"
import { emulated, ids, methods, planOf } from "../../../test/support/plans.ts"
import { InvalidArguments } from "../../model/ToolFailure.ts"
import type { Json, JsonObject } from "../../text/json.ts"

const update = (values: JsonObject) => planOf("instanceOrg.patch", { orgId: ids.plant, ...values })

describe("updateOrg with empty values, as clients send them that fill every optional argument", () => {
  const empty: ReadonlyArray<readonly [string, Json]> = [
    ["description", ""],
    ["referralId", ""],
    ["iconColor", ""],
    ["whitelistedEmailDomains", []],
    ["whitelistedEmailDomains", "[]"],
    ["tags", { set: [] }],
    ["tags", '{"set":[]}']
  ]
  for (const [name, value] of empty) {
    it.effect(`is refused for ${name} ${JSON.stringify(value)}, and names clear; nothing else is done`, () =>
      Effect.gen(function* () {
        const error = yield* Effect.flip(update({ isReadOnly: true, [name]: value }))
        assert(error instanceof InvalidArguments)
        const [problem, ...others] = error.problems
        assert.deepStrictEqual(others, [])
        assert.strictEqual(problem?.argument, name)
        assert.include(problem?.message, `to empty it give clear ["${name}"]`)
        assert.isEmpty(yield* methods)
      }).pipe(Effect.provide(emulated()))
    )
  }

  it.effect("empties a field that clear names, and only that", () =>
    Effect.gen(function* () {
      const { call } = yield* update({ clear: ["description"] })
      assert.deepStrictEqual(requestOfCall(call).body, { description: "" })
    }).pipe(Effect.provide(emulated()))
  )
})
