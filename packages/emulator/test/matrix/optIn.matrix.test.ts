// Every PATCH and DELETE under every fault, for a program that opted in to their repetition. A POST is never repeated
// that way.
import { assert, describe, it } from "@effect/vitest"
import { type ActionName, actions } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import { faultNames } from "../../src/index.ts"
import { writes } from "./actions.ts"
import * as Cell from "./cell.ts"
import { afterOne, lasting } from "./expected.ts"
import { optIn } from "./optIn.ts"

/** It only marks an account, so its repetition finds the account again. */
const marking: ReadonlySet<ActionName> = new Set(["instanceSandbox.delete"])

describe.each(writes)("%s", (name) => {
  const { method } = actions[name]
  const effect = marking.has(name) ? "PATCH" : method

  it.effect.each(faultNames)("%s", (fault) =>
    Effect.gen(function* () {
      const row = effect === "PATCH" || effect === "DELETE" ? optIn[fault]?.[effect] : undefined
      const setting = { fault: { fault }, losant: { retryWrites: true } }
      const always = yield* Cell.run(name, { ...setting, times: Cell.always })
      assert.strictEqual(always.sentence, row?.lasting ?? lasting(fault, name, method))
      const recovered = row?.once ?? afterOne(fault, method)
      if (recovered === undefined) return
      const once = yield* Cell.run(name, { ...setting, times: 1 })
      assert.strictEqual(once.sentence, recovered)
    })
  )
})
