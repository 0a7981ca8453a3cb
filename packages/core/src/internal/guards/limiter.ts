// The client-side limiter: how many requests are under way at once, and how many are begun in a second.
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import { identity } from "effect/Function"
import * as Semaphore from "effect/Semaphore"
import type { LimiterOptions } from "../../LosantOptions.ts"
import { monotonicMillis } from "../util/monotonic.ts"

/** Lets an attempt run when it is its turn. */
export type Limiter = <A, E, R>(attempt: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>

/** Makes a limiter. Attempts that wait begin in the order in which they came. */
export const make = ({ concurrency, perSecond }: LimiterOptions): Limiter => {
  const waitTurn: Limiter = perSecond === undefined ? identity : pace(perSecond)
  if (concurrency === undefined) return waitTurn
  const semaphore = Semaphore.makeUnsafe(concurrency)
  // The permit first: whoever waited for it must not begin in a second that has already had its share.
  return (attempt) => semaphore.withPermit(waitTurn(attempt))
}

// Moments are evenly spaced, so that no second holds more than its share. One at a time waits for the next free moment,
// and takes it only when it has come: whoever is interrupted before leaves it to the next.
const pace = (perSecond: number): Limiter => {
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
