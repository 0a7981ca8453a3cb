// The client-side limiter: how many requests are under way at once, and how many are begun in a second.
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import { identity } from "effect/Function"
import type * as Option from "effect/Option"
import * as Semaphore from "effect/Semaphore"
import type { LimiterOptions } from "../../LosantOptions.ts"
import { monotonicMillis } from "../util/monotonic.ts"

/** Lets an attempt run when it is its turn. */
export type Pass = <A, E, R>(attempt: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>

export interface Limiter {
  readonly pass: Pass
  /** Runs an attempt whose turn it is at once. Gives none, and runs nothing, if the attempt has to wait. */
  readonly passAtOnce: <A, E, R>(attempt: Effect.Effect<A, E, R>) => Effect.Effect<Option.Option<A>, E, R>
}

/** Makes a limiter. Attempts that wait begin in the order in which they came. */
export const make = ({ concurrency, perSecond }: LimiterOptions): Limiter => {
  const waitTurn: Pass = perSecond === undefined ? identity : pace(perSecond)
  if (concurrency === undefined) return { pass: waitTurn, passAtOnce: () => Effect.succeedNone }
  const semaphore = Semaphore.makeUnsafe(concurrency)
  const withPermitAtOnce = semaphore.withPermitsIfAvailable(1)
  let waiting = 0
  return {
    // The permit first: whoever waited for it must not begin in a second that has already had its share.
    pass: (attempt) =>
      Effect.suspend(() => {
        waiting += 1
        let isWaiting = true
        const stopWaiting = Effect.sync(() => {
          if (isWaiting) waiting -= 1
          isWaiting = false
        })
        return Effect.ensuring(semaphore.withPermit(Effect.andThen(stopWaiting, waitTurn(attempt))), stopWaiting)
      }),
    passAtOnce: (attempt) =>
      Effect.suspend(() =>
        // Nobody goes past an attempt that waits, not even while a permit for it is free.
        perSecond === undefined && waiting === 0 ? withPermitAtOnce(attempt) : Effect.succeedNone
      )
  }
}

// Moments are evenly spaced, so that no second holds more than its share. One at a time waits for the next free moment,
// and takes it only when it has come: whoever is interrupted before leaves it to the next.
const pace = (perSecond: number): Pass => {
  const spacing = 1_000 / perSecond
  const turn = Semaphore.makeUnsafe(1)
  let nextFree = 0
  const waitForTurn = Effect.flatMap(monotonicMillis, (now) => {
    const moment = Math.max(now, nextFree)
    return Effect.andThen(
      Effect.sleep(Duration.millis(moment - now)),
      Effect.sync(() => {
        nextFree = moment + spacing
      })
    )
  })
  return (attempt) => Effect.andThen(turn.withPermit(waitForTurn), attempt)
}
