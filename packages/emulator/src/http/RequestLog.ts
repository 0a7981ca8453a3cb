/**
 * The log of arrived requests, which tests can count and wait for.
 *
 * @since 0.1.0
 */
import type { ActionName } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import * as SubscriptionRef from "effect/SubscriptionRef"

/**
 * A request that arrived.
 *
 * @example
 * ```ts
 * import type { Arrival } from "@effect-losant/emulator"
 *
 * const writes = (arrived: ReadonlyArray<Arrival>) => arrived.filter(({ method }) => method !== "GET")
 * ```
 *
 * @since 0.1.0
 */
export interface Arrival {
  /** The number of the request, counted from 1. */
  readonly sequence: number
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  /** The action of the request; undefined when no action has its path and method. */
  readonly action: ActionName | undefined
}

interface Log {
  readonly arrived: number
  readonly handled: number
  readonly abandoned: number
}

/**
 * The requests that arrived at an emulator.
 *
 * @example
 * ```ts
 * import { Emulator } from "@effect-losant/emulator"
 * import * as Effect from "effect/Effect"
 *
 * // Waits until the emulator has decided the answers of two requests.
 * const program = Effect.gen(function* () {
 *   const { requests } = yield* Emulator
 *   yield* requests.handled(2)
 *   return yield* requests.all
 * })
 * ```
 *
 * @since 0.1.0
 */
export interface Requests {
  /** The last requests, at most 1,000, in the order of their arrival. */
  readonly all: Effect.Effect<ReadonlyArray<Arrival>>
  /** Completes when at least `count` requests have arrived since the start. It completes at once if they already have. */
  readonly arrived: (count: number) => Effect.Effect<void>
  /** Completes when the emulator has decided the answers, or the faults, of at least `count` requests. */
  readonly handled: (count: number) => Effect.Effect<void>
  /** Completes when `count` requests were abandoned: their clients gave up before they had the whole answer. */
  readonly abandoned: (count: number) => Effect.Effect<void>
}

/** The side of the log on which requests are recorded. @since 0.1.0 */
export interface RequestRecorder {
  readonly arrive: (arrival: Omit<Arrival, "sequence">) => Effect.Effect<Arrival>
  readonly handle: Effect.Effect<void>
  readonly abandon: Effect.Effect<void>
}

// An emulator may run for days, so its memory must not grow with its requests.
const maxRemembered = 1_000

/** The last things that were added. It keeps up to twice as many, so that few of the additions move the others. */
const makeLast = <A>(maximum: number) => {
  const kept: Array<A> = []
  return {
    add: (one: A): void => {
      if (kept.length >= 2 * maximum) kept.splice(0, maximum)
      kept.push(one)
    },
    all: (): ReadonlyArray<A> => kept.slice(-maximum)
  }
}

/** Makes both sides of an empty log. @since 0.1.0 */
export const makeRequestLog: Effect.Effect<{ readonly requests: Requests; readonly recorder: RequestRecorder }> =
  Effect.map(SubscriptionRef.make<Log>({ arrived: 0, handled: 0, abandoned: 0 }), (ref) => {
    const last = makeLast<Arrival>(maxRemembered)
    const waitUntil = (reading: (log: Log) => number) => (count: number) =>
      SubscriptionRef.changes(ref).pipe(
        Stream.filter((log) => reading(log) >= count),
        Stream.runHead,
        Effect.asVoid
      )
    return {
      requests: {
        all: Effect.sync(last.all),
        arrived: waitUntil(({ arrived }) => arrived),
        handled: waitUntil(({ handled }) => handled),
        abandoned: waitUntil(({ abandoned }) => abandoned)
      },
      recorder: {
        arrive: (partial) =>
          SubscriptionRef.modify(ref, (log) => {
            const arrival: Arrival = { ...partial, sequence: log.arrived + 1 }
            last.add(arrival)
            return [arrival, { ...log, arrived: arrival.sequence }]
          }),
        handle: SubscriptionRef.update(ref, (log) => ({ ...log, handled: log.handled + 1 })),
        abandon: SubscriptionRef.update(ref, (log) => ({ ...log, abandoned: log.abandoned + 1 }))
      }
    }
  })
