// Virtual time for jobs with many requests: the clock moves to the next wait as soon as nothing else happens.
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as TestClock from "effect/testing/TestClock"

// More turns of the event loop than a request needs.
const turns = 20

const settle: Effect.Effect<void> = Effect.promise(async () => {
  for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve))
})

/** Runs an effect to its end and moves the test's clock along. `took` is the duration in milliseconds. */
export const simulate = <A, E, R>(
  effect: Effect.Effect<A, E, R>
): Effect.Effect<{ readonly exit: Exit.Exit<A, E>; readonly took: number }, never, R> =>
  Effect.gen(function* () {
    const clock = yield* Clock.Clock
    const waits = new Set<{ readonly until: number }>()
    // Every request waits for its end or its timeout, so a changing set of waits shows that something happens.
    let changes = 0
    const watched: Clock.Clock = {
      ...clock,
      sleep: (duration) =>
        Effect.suspend(() => {
          const wait = { until: clock.currentTimeMillisUnsafe() + Duration.toMillis(duration) }
          waits.add(wait)
          changes++
          return Effect.ensuring(
            clock.sleep(duration),
            Effect.sync(() => {
              waits.delete(wait)
              changes++
            })
          )
        })
    }
    const start = clock.currentTimeMillisUnsafe()
    const fiber = yield* Effect.forkChild(Effect.provideService(effect, Clock.Clock, watched))
    for (;;) {
      let before: number
      do {
        before = changes
        yield* settle
      } while (changes !== before)
      const exit = fiber.pollUnsafe()
      if (exit !== undefined) return { exit, took: clock.currentTimeMillisUnsafe() - start }
      const next = Math.min(...[...waits].map(({ until }) => until))
      if (!Number.isFinite(next)) {
        yield* Fiber.interrupt(fiber)
        return yield* Effect.die(new Error("the effect waits for something that no time brings"))
      }
      yield* TestClock.setTime(next)
    }
  })
