/** Writes on one organization, one after the other: what one of them read, another must not change before it is sent. */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import { identity } from "effect/Function"
import * as Layer from "effect/Layer"
import * as RcMap from "effect/RcMap"
import type { Scope } from "effect/Scope"
import * as Semaphore from "effect/Semaphore"

/** Runs an effect when no other one with the same key runs. */
export type InTurn = (
  key: string
) => <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E, Exclude<R, Scope>>

/** Without a server around it, as in a test of a single module, nothing waits for anything. */
export const WriteTurns = Context.Reference<InTurn>("@effect-losant/mcp-server/WriteTurns", {
  // Sound: what is run here needs no scope.
  defaultValue: () => () => identity as ReturnType<InTurn>
})

/** One for the process. A key that nobody holds or waits for is forgotten. */
export const layer: Layer.Layer<never> = Layer.effect(
  WriteTurns,
  Effect.gen(function* () {
    const held = yield* RcMap.make({ lookup: (_key: string) => Semaphore.make(1) })
    return (key) => (effect) =>
      Effect.scoped(Effect.flatMap(RcMap.get(held, key), (semaphore) => semaphore.withPermit(effect)))
  })
)
