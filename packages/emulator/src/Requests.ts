/**
 * What arrived, for tests to count and to wait for.
 *
 * @since 0.1.0
 */
import type { ActionName } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import * as SubscriptionRef from "effect/SubscriptionRef"

/** A request that arrived. @since 0.1.0 */
export interface Arrival {
  /** Counted from 1. */
  readonly sequence: number
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  /** The action that it asks for, where there is one. */
  readonly action: ActionName | undefined
}

interface Log {
  readonly arrivals: ReadonlyArray<Arrival>
  readonly handled: number
  readonly abandoned: number
}

/** The requests of an emulator. @since 0.1.0 */
export interface Requests {
  readonly all: Effect.Effect<ReadonlyArray<Arrival>>
  /** Completes once the `count`th request has arrived, at once if it has already, and gives it. */
  readonly arrived: (count: number) => Effect.Effect<Arrival>
  /** Completes once `count` requests were handled: their answers, or faults, are decided. */
  readonly handled: (count: number) => Effect.Effect<void>
  /** Completes once `count` requests were given up by their clients before they had the whole answer. */
  readonly abandoned: (count: number) => Effect.Effect<void>
}

/** The side on which requests are noted. @since 0.1.0 */
export interface Notes {
  readonly arrive: (arrival: Omit<Arrival, "sequence">) => Effect.Effect<Arrival>
  readonly handle: Effect.Effect<void>
  readonly abandon: Effect.Effect<void>
}

/** Both sides, with no request yet. @since 0.1.0 */
export const make: Effect.Effect<{ readonly requests: Requests; readonly notes: Notes }> = Effect.map(
  SubscriptionRef.make<Log>({ arrivals: [], handled: 0, abandoned: 0 }),
  (ref) => {
    const until = <A>(found: (log: Log) => Option.Option<A>): Effect.Effect<A> =>
      SubscriptionRef.changes(ref).pipe(
        Stream.map(found),
        Stream.filter(Option.isSome),
        Stream.runHead,
        // The changes of a ref do not end, so there is a first one that fits.
        Effect.flatMap((option) =>
          Option.match(Option.flatten(option), { onNone: () => Effect.never, onSome: Effect.succeed })
        )
      )
    const reached = (reading: (log: Log) => number) => (count: number) =>
      until((log) => (reading(log) >= count ? Option.some(undefined) : Option.none()))
    return {
      requests: {
        all: Effect.map(SubscriptionRef.get(ref), ({ arrivals }) => arrivals),
        arrived: (count) => until(({ arrivals }) => Option.fromUndefinedOr(arrivals[count - 1])),
        handled: reached(({ handled }) => handled),
        abandoned: reached(({ abandoned }) => abandoned)
      },
      notes: {
        arrive: (partial) =>
          SubscriptionRef.modify(ref, (log) => {
            const arrival: Arrival = { ...partial, sequence: log.arrivals.length + 1 }
            return [arrival, { ...log, arrivals: [...log.arrivals, arrival] }]
          }),
        handle: SubscriptionRef.update(ref, (log) => ({ ...log, handled: log.handled + 1 })),
        abandon: SubscriptionRef.update(ref, (log) => ({ ...log, abandoned: log.abandoned + 1 }))
      }
    }
  }
)
