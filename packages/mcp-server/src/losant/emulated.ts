/** Losant on the in-process emulator. No other module imports the emulator, and this one is loaded only on demand. */
import { Losant } from "@effect-losant/core/Losant"
import { Emulator } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"

/** Losant with the first instance of the emulator's demonstration data configured. */
export const layer = Layer.effect(
  Losant,
  Effect.gen(function* () {
    const losant = yield* Losant
    const { instanceId } = yield* Emulator
    return { ...losant, instanceId: Option.some(instanceId) }
  })
).pipe(
  Layer.provide(Emulator.layer({ seed: "demo" })),
  // These options and data are valid, so the emulator cannot fail.
  Layer.orDie
)
