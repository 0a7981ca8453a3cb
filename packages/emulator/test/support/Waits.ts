// Virtual time beside a real socket: the test is told what an effect waits for, and moves the clock only then.
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import * as SubscriptionRef from "effect/SubscriptionRef"
import * as TestClock from "effect/testing/TestClock"

export interface Waits {
  /** Lets an effect wait under this watch. */
  readonly watch: <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
  /** Lets the wait pass that is shorter than `limit` milliseconds, as soon as the effect waits so; gives its length. */
  readonly pass: (limit: number) => Effect.Effect<number>
}

export const make: Effect.Effect<Waits> = Effect.gen(function* () {
  const clock = yield* Clock.Clock
  const pending = yield* SubscriptionRef.make<ReadonlyArray<{ readonly length: number }>>([])
  const watched: Clock.Clock = {
    ...clock,
    sleep: (duration) => {
      const wait = { length: Duration.toMillis(duration) }
      return Effect.ensuring(
        // The wait is registered with the clock before it is told to the test.
        Effect.raceFirst(
          clock.sleep(duration),
          Effect.andThen(
            Effect.andThen(
              Effect.yieldNow,
              SubscriptionRef.update(pending, (waits) => [...waits, wait])
            ),
            Effect.never
          )
        ),
        SubscriptionRef.update(pending, (waits) => waits.filter((other) => other !== wait))
      )
    }
  }
  return {
    watch: Effect.provideService(Clock.Clock, watched),
    pass: (limit) =>
      SubscriptionRef.changes(pending).pipe(
        Stream.map((waits) => waits.find(({ length }) => length < limit)),
        Stream.filter((wait) => wait !== undefined),
        Stream.runHead,
        Effect.map(Option.getOrThrow),
        Effect.map(({ length }) => length),
        Effect.tap((length) => TestClock.adjust(length))
      )
  }
})
