/** Losant on the in-process emulator. This is the only module that reaches it, and it is loaded only when asked for. */
import { Losant } from "@effect-losant/core/Losant"
import { Emulator } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"

/** A Losant whose configured instance is the first of the emulator's demonstration data. */
export const layer = Layer.effect(
  Losant,
  Effect.gen(function* () {
    const losant = yield* Losant
    const { instanceId } = yield* Emulator
    return { ...losant, instanceId: Option.some(instanceId) }
  })
).pipe(
  Layer.provide(Emulator.layer({ seed: "demo" })),
  // What can be wrong with an emulator's options or data is not, with these.
  Layer.orDie
)
