// The circuit breaker of a layer. When Losant fails again and again, requests are no longer sent for a while, so that
// Losant can recover and callers learn at once what they would learn after a timeout.
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import * as Ref from "effect/Ref"
import type { LosantError } from "../LosantError.ts"
import type { CircuitOptions } from "../LosantOptions.ts"

/** Why an attempt was not made. */
export interface Refusal {
  /** How many attempts failed in a row. */
  readonly failures: number
  /** The tag of the last failure. */
  readonly last: LosantError["_tag"]
  /** When one will be made again, in milliseconds. */
  readonly retryAfter: number
}

/** Makes an attempt, or refuses to. */
export type Circuit = <A, R>(
  attempt: Effect.Effect<A, LosantError, R>,
  refused: (refusal: Refusal) => Effect.Effect<LosantError>
) => Effect.Effect<A, LosantError, R>

interface State {
  readonly failures: number
  readonly last: LosantError["_tag"]
  /** Until when no attempt is made; one that comes later is the probe. */
  readonly openUntil: number
  readonly probing: boolean
}

const closed: State = { failures: 0, last: "LosantServerError", openUntil: 0, probing: false }

const defaultFailures = 20
const defaultOpenFor = Duration.seconds(10)

// What says that Losant is in trouble. A 429 is not: it says how long to wait, and the retries do.
const isTrouble = (error: LosantError): boolean =>
  error._tag === "LosantServerError" || error._tag === "LosantTransport" || error._tag === "LosantTimeout"

/** Makes a circuit, closed. */
export const make = Effect.fnUntraced(function* (options: CircuitOptions): Effect.fn.Return<Circuit> {
  const failuresToOpen = options.failures ?? defaultFailures
  const openFor = Duration.toMillis(options.openFor ?? defaultOpenFor)
  const state = yield* Ref.make(closed)

  /** Lets the attempt through, or tells why not. After the open time one attempt passes, as the probe. */
  const admit = Effect.flatMap(Clock.currentTimeMillis, (now) =>
    Ref.modify(state, (before): readonly [Refusal | undefined, State] => {
      if (before.failures < failuresToOpen) return [undefined, before]
      if (now >= before.openUntil && !before.probing) return [undefined, { ...before, probing: true }]
      const { failures, last } = before
      return [{ failures, last, retryAfter: Math.max(0, before.openUntil - now) }, before]
    })
  )

  const record = (exit: Exit.Exit<unknown, LosantError>) =>
    Effect.flatMap(Clock.currentTimeMillis, (now) =>
      Ref.update(state, (before): State => {
        const error = Exit.isFailure(exit) ? Option.getOrUndefined(Exit.findErrorOption(exit)) : undefined
        if (error !== undefined && isTrouble(error)) {
          return { failures: before.failures + 1, last: error._tag, openUntil: now + openFor, probing: false }
        }
        // An interrupted attempt says nothing of Losant.
        return Exit.isFailure(exit) && error === undefined ? { ...before, probing: false } : closed
      })
    )

  // Only the attempt itself can be interrupted: a probe that is let through is always heard of again.
  return (attempt, refused) =>
    Effect.uninterruptibleMask((restore) =>
      Effect.flatMap(admit, (refusal) =>
        refusal === undefined ? Effect.onExit(restore(attempt), record) : Effect.flatMap(refused(refusal), Effect.fail)
      )
    )
})
