// Slows a layer down while Losant answers 429 with a `Retry-After`. Nothing is sent before that time is over. Then few
// requests are under way at once, and more with every success, so that the next 429 meets few of them.
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Semaphore from "effect/Semaphore"
import { monotonicMillis } from "../util/monotonic.ts"
import type { Limiter } from "./limiter.ts"

/** Milliseconds since some moment in the past. */
type Now = () => number

export interface Slowdown {
  /** Lets an attempt run when Losant has room for it. */
  readonly pass: Limiter
  /** True if `pass` makes an attempt wait at the moment, or will soon. */
  readonly isSlow: () => boolean
  /** Takes note that an attempt begins. */
  readonly begin: () => void
  /** Takes note that an attempt has ended. `wait` is how long Losant asks not to be called, in milliseconds. */
  readonly end: (isSuccess: boolean, wait: number, now: Now) => void
}

// When so many may be under way at once, a layer is as fast as it was before the first 429.
const fullSpeed = 64

/** Makes it, at full speed. Nothing waits while `isPointless`, since it would be refused after the wait. */
export const make = (isPointless: (now: number) => boolean): Slowdown => {
  let underWay = 0
  let mayBeUnderWay = Number.POSITIVE_INFINITY
  let pausedUntil = 0
  // One attempt at a time looks if it may run; the others wait for it, in the order in which they came.
  const turn = Semaphore.makeUnsafe(1)
  let wakeUp = () => {}

  const isSlow = () => mayBeUnderWay !== Number.POSITIVE_INFINITY

  const nextEnd = Effect.callback<void>((resume) => {
    wakeUp = () => resume(Effect.void)
    return Effect.sync(() => {
      wakeUp = () => {}
    })
  })

  const waitForRoom: Effect.Effect<void> = Effect.flatMap(monotonicMillis, (now) => {
    if (isPointless(now)) return Effect.void
    if (now < pausedUntil) return Effect.andThen(Effect.sleep(Duration.millis(pausedUntil - now)), waitForRoom)
    return underWay < Math.floor(mayBeUnderWay) ? Effect.void : Effect.andThen(nextEnd, waitForRoom)
  })

  return {
    pass: (attempt) =>
      Effect.suspend(() => (isSlow() ? Effect.andThen(turn.withPermit(waitForRoom), attempt) : attempt)),
    isSlow,
    begin: () => {
      underWay += 1
    },
    end: (isSuccess, wait, now) => {
      underWay -= 1
      if (wait > 0) {
        const moment = now()
        // The first of several that are refused at once halves the number.
        if (moment >= pausedUntil) mayBeUnderWay = Math.max(1, Math.min(mayBeUnderWay, underWay + 1) / 2)
        pausedUntil = Math.max(pausedUntil, moment + wait)
      } else if (isSuccess && isSlow()) {
        mayBeUnderWay += 1 / mayBeUnderWay
        if (mayBeUnderWay >= fullSpeed) mayBeUnderWay = Number.POSITIVE_INFINITY
      }
      wakeUp()
    }
  }
}
