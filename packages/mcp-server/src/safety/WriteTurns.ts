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
import { Refusal } from "../model/Refusal.ts"

/**
 * Waits until no other effect with the same key runs, and then runs the effect. It fails if that takes longer than
 * {@link maxWait}: clients give up after a minute, and nobody would read the answer.
 */
export type InTurn = (
  key: string
) => <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E | Refusal, Exclude<R, Scope>>

/** In milliseconds. */
export const maxWait = 45_000

const busyRefusal = new Refusal(
  "repeated",
  `Not sent: other writes on the same organization, item or instance took all of ${maxWait / 1_000} seconds. Wait for their answers, ` +
    "look what they changed, and then decide whether to call again."
)

/** True for the refusal of a write that waited too long for its turn. */
export const isBusyRefusal = (error: unknown): boolean => error === busyRefusal

/** Runs the effect with the permit. The limit holds for the wait alone: an effect that has begun is never cut short. */
const runWithin = <A, E, R>(semaphore: Semaphore.Semaphore, effect: Effect.Effect<A, E, R>) =>
  Effect.suspend(() => {
    let state: "waiting" | "begun" | "givenUp" = "waiting"
    const begin = Effect.suspend((): Effect.Effect<A, E | Refusal, R> => {
      if (state === "givenUp") return Effect.fail(busyRefusal)
      state = "begun"
      return effect
    })
    const giveUp = Effect.suspend((): Effect.Effect<never, Refusal> => {
      if (state === "begun") return Effect.never
      state = "givenUp"
      return Effect.fail(busyRefusal)
    })
    return Effect.raceFirst(semaphore.withPermit(begin), Effect.delay(giveUp, maxWait))
  })

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
      Effect.scoped(Effect.flatMap(RcMap.get(semaphores, key), (semaphore) => runWithin(semaphore, effect)))
  })
)
