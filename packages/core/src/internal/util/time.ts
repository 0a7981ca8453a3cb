// The time of a fiber, for code that is not an Effect. It is virtual if the fiber's clock is.
import * as Clock from "effect/Clock"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type * as Fiber from "effect/Fiber"

export interface Time {
  /** Milliseconds since 1970. */
  readonly currentMillis: () => number
  /** Milliseconds since some moment in the past. They only grow, while the wall clock is set back now and then. */
  readonly monotonicMillis: () => number
  /** Calls `then` once the time has passed, unless the returned function is called before. */
  readonly after: (duration: Duration.Duration, then: () => void) => () => void
}

/** The time as a fiber sees it. */
export const timeOf = (fiber: Fiber.Fiber<unknown, unknown>): Time => {
  const clock = fiber.getRef(Clock.Clock)
  return {
    currentMillis: () => clock.currentTimeMillisUnsafe(),
    monotonicMillis: () => Number(clock.monotonicTimeNanosUnsafe()) / 1_000_000,
    after: (duration, then) => {
      const sleeping = Effect.runForkWith(fiber.context)(clock.sleep(duration))
      sleeping.addObserver((exit) => {
        if (Exit.isSuccess(exit)) then()
      })
      return () => sleeping.interruptUnsafe()
    }
  }
}
