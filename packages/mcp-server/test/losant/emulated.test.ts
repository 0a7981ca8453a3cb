import { assert, describe, it } from "@effect/vitest"
import { actions } from "@effect-losant/core/Actions"
import { Losant } from "@effect-losant/core/Losant"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { layer } from "../../src/losant/emulated.ts"

describe("layer", () => {
  it.effect("is a Losant with an instance and its organizations, which needs no settings", () =>
    Effect.gen(function* () {
      const { instanceId, execute } = yield* Losant
      assert(Option.isSome(instanceId))
      const page = yield* execute(actions["instanceOrgs.get"], { instanceId: instanceId.value }, {})
      assert.isNotEmpty(page.items)
      assert.strictEqual(page.items[0]?.instanceId, instanceId.value)
    }).pipe(Effect.provide(layer))
  )
})
