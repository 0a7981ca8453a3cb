// Every fault for one action: lasting, and once where that ends differently. Where a lasting fault ends the call with
// its first request, one that happens once is the same.
import { assert, describe, it } from "@effect/vitest"
import { type ActionName, actions } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import { faultNames } from "../../src/index.ts"
import * as Cell from "./cell.ts"
import { afterOne, lasting } from "./expected.ts"

export const table = (name: ActionName, inProcess = false) => {
  const { method } = actions[name]

  describe.each(faultNames)(`${name}: %s`, (fault) => {
    it.effect("lasting", () =>
      Effect.gen(function* () {
        const { sentence, took, deadline } = yield* Cell.run(name, { fault: { fault }, times: Cell.always, inProcess })
        assert.strictEqual(sentence, lasting(fault, name, method))
        assert.isAtMost(took, deadline)
      })
    )

    const recovered = afterOne(fault, method)
    if (recovered === undefined) return
    it.effect("once", () =>
      Effect.gen(function* () {
        const { sentence, took, deadline } = yield* Cell.run(name, { fault: { fault }, times: 1, inProcess })
        assert.strictEqual(sentence, recovered)
        assert.isAtMost(took, deadline)
      })
    )
  })
}
