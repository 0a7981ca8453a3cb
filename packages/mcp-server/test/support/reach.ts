// Losant as a module of the server reaches it, on an emulator.
import { Losant } from "@effect-losant/core/Losant"
import { Emulator, type EmulatorOptions } from "@effect-losant/emulator"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import type { Reach } from "../../src/model/LosantGateway.ts"

/** A reach without a policy, whose instance is the first of the emulator's seed. */
export class TestReach extends Context.Service<TestReach, Reach>()("test/TestReach") {}

/** A reach on an emulator of its own; its `Emulator` tells what was requested. */
export const reachLayer = (options: EmulatorOptions) =>
  Layer.effect(
    TestReach,
    Effect.gen(function* () {
      const { execute } = yield* Losant
      const { instanceId } = yield* Emulator
      return {
        instanceId: Option.some(instanceId),
        execute: (action, input) => execute(action, input, {})
      }
    })
  ).pipe(Layer.provideMerge(Emulator.layer(options)))

/** How many requests arrived while `effect` ran, beside what it came to. */
export const counted = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const { requests } = yield* Emulator
    const before = (yield* requests.all).at(-1)?.sequence ?? 0
    const result = yield* effect
    const after = (yield* requests.all).at(-1)?.sequence ?? 0
    return { result, requests: after - before }
  })
