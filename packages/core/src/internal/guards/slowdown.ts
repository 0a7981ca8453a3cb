// Slows a layer down while Losant answers 429 with a `Retry-After`. Nothing is sent before that time is over. Then few
// requests are under way at once, and more with every success, so that the next 429 meets few of them.
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Semaphore from "effect/Semaphore"
import { monotonicMillis } from "../util/monotonic.ts"
import type { Pass } from "./limiter.ts"

/** Milliseconds since some moment in the past. */
type Now = () => number

export interface Slowdown {
  /** Lets an attempt run when Losant has room for it. */
  readonly pass: Pass
  /** True if `pass` makes an attempt wait at the moment, or will soon. */
  readonly isSlow: () => boolean
  /** Takes note that an attempt begins. */
  readonly begin: () => void
  /** Takes note that an attempt has ended. `wait` is how long Losant asks not to be called, in milliseconds. */
  readonly end: (isSuccess: boolean, wait: number, now: Now) => void
}

// With this limit of attempts under way, a layer is as fast as without a limit.
const fullSpeed = 64

/** Makes a slowdown, at full speed. No attempt waits while `isWaitPointless`: it would be refused after the wait. */
export const make = (isWaitPointless: (now: number) => boolean): Slowdown => {
  let underWay = 0
  let maxUnderWay = Number.POSITIVE_INFINITY
  let pausedUntil = 0
  // One attempt at a time looks if it may run; the others wait for it, in the order in which they came.
  const turn = Semaphore.makeUnsafe(1)
  let wakeUp = () => {}

  const isSlow = () => maxUnderWay !== Number.POSITIVE_INFINITY

  const nextEnd = Effect.callback<void>((resume) => {
    wakeUp = () => resume(Effect.void)
    return Effect.sync(() => {
      wakeUp = () => {}
    })
  })

  const waitForRoom: Effect.Effect<void> = Effect.flatMap(monotonicMillis, (now) => {
    if (isWaitPointless(now)) return Effect.void
    if (now < pausedUntil) return Effect.andThen(Effect.sleep(Duration.millis(pausedUntil - now)), waitForRoom)
    return underWay < Math.floor(maxUnderWay) ? Effect.void : Effect.andThen(nextEnd, waitForRoom)
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
        // Several attempts may be refused at once. Only the first one halves the limit.
        if (moment >= pausedUntil) maxUnderWay = Math.max(1, Math.min(maxUnderWay, underWay + 1) / 2)
        pausedUntil = Math.max(pausedUntil, moment + wait)
      } else if (isSuccess && isSlow()) {
        maxUnderWay += 1 / maxUnderWay
        if (maxUnderWay >= fullSpeed) maxUnderWay = Number.POSITIVE_INFINITY
      }
      wakeUp()
    }
  }
}
