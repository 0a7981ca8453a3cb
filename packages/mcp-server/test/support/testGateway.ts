// Gateways on an emulator.
import type * as Action from "@effect-losant/core/Action"
import { Losant } from "@effect-losant/core/Losant"
import type { LosantError } from "@effect-losant/core/LosantError"
import { Emulator, type EmulatorOptions } from "@effect-losant/emulator"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import { guard } from "../../src/losant/policyGuard.ts"
import type { LosantGateway } from "../../src/model/LosantGateway.ts"
import type { Refusal } from "../../src/model/Refusal.ts"
import { noPolicy } from "../../src/policy/Policy.ts"

/** A gateway without a policy. Its instance is the first of the emulator's seed. */
export class TestGateway extends Context.Service<TestGateway, LosantGateway>()("test/TestGateway") {}

/** A gateway on a new emulator. The service `Emulator` gives its requests. */
export const testGatewayLayer = (options: EmulatorOptions) =>
  Layer.effect(
    TestGateway,
    Effect.gen(function* () {
      const losant = yield* Losant
      const { instanceId } = yield* Emulator
      return guard({ ...losant, instanceId: Option.some(instanceId) }, noPolicy)
    })
  ).pipe(Layer.provideMerge(Emulator.layer(options)))

/** A gateway that answers reads by a function. A write fails the test. */
export const readOnlyGateway = (
  execute: (action: Action.Any, input: object) => Effect.Effect<unknown, LosantError | Refusal>
): LosantGateway => {
  const written = Effect.die(new Error("nothing is to be written"))
  return {
    instanceId: Option.none(),
    // Sound: the test gives the answers that belong to the actions.
    execute: execute as LosantGateway["execute"],
    encode: () => written,
    admit: () => written,
    send: () => written
  }
}

/** Runs an effect, and counts its requests. */
export const countRequests = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const { requests } = yield* Emulator
    const before = (yield* requests.all).at(-1)?.sequence ?? 0
    const result = yield* effect
    const after = (yield* requests.all).at(-1)?.sequence ?? 0
    return { result, requests: after - before }
  })
