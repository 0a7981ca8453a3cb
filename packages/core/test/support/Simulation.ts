// Virtual time for calls that wait: time moves to the next thing that is waited for, and only once nothing else can
// happen. So a test sees exact times, and no wait takes any.
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Random from "effect/Random"
import * as TestClock from "effect/testing/TestClock"

// Promises and streams of the scripted network need a few turns of the event loop, and nothing else.
const turns = 20

/** Lets everything happen that needs no time. */
export const settle: Effect.Effect<void> = Effect.promise(async () => {
  for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve))
})

/** Runs an effect to its end, under the test's clock, moving that along. */
export const simulate = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<Exit.Exit<A, E>, never, R> =>
  Effect.gen(function* () {
    const clock = yield* Clock.Clock
    const waits = new Set<{ readonly until: number }>()
    const watched: Clock.Clock = {
      ...clock,
      sleep: (duration) =>
        Effect.suspend(() => {
          const wait = { until: clock.currentTimeMillisUnsafe() + Duration.toMillis(duration) }
          waits.add(wait)
          return Effect.ensuring(
            clock.sleep(duration),
            Effect.sync(() => waits.delete(wait))
          )
        })
    }
    const fiber = yield* Effect.forkChild(Effect.provideService(effect, Clock.Clock, watched))
    for (;;) {
      yield* settle
      const exit = fiber.pollUnsafe()
      if (exit !== undefined) return exit
      const next = Math.min(...[...waits].map(({ until }) => until))
      if (!Number.isFinite(next)) {
        yield* Fiber.interrupt(fiber)
        return yield* Effect.die(new Error("the effect waits for something that no time brings"))
      }
      yield* TestClock.setTime(next)
    }
  })

/** Jitter that always is the same: 0 gives the shortest waits, 0.5 the plain ones, nearly 1 the longest. */
export const withJitter = (value: number) =>
  Effect.provideService(Random.Random, { nextDoubleUnsafe: () => value, nextIntUnsafe: () => 0 })
