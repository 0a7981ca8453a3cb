/**
 * Runs the writes on one organization one after the other, so that no write changes what another write has just read.
 */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import { identity } from "effect/Function"
import * as Layer from "effect/Layer"
import * as RcMap from "effect/RcMap"
import type { Scope } from "effect/Scope"
import * as Semaphore from "effect/Semaphore"

/** Waits until no other effect with the same key runs, and then runs the effect. */
export type InTurn = (
  key: string
) => <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E, Exclude<R, Scope>>

/** The default does not wait: it serves tests of single modules. */
export const WriteTurns = Context.Reference<InTurn>("@effect-losant/mcp-server/WriteTurns", {
  // Sound: the effects that run here need no scope.
  defaultValue: () => () => identity as ReturnType<InTurn>
})

/** One for the process. It forgets a key when nobody holds it or waits for it. */
export const layer: Layer.Layer<never> = Layer.effect(
  WriteTurns,
  Effect.gen(function* () {
    const semaphores = yield* RcMap.make({ lookup: (_key: string) => Semaphore.make(1) })
    return (key) => (effect) =>
      Effect.scoped(Effect.flatMap(RcMap.get(semaphores, key), (semaphore) => semaphore.withPermit(effect)))
  })
)
