// The circuit breaker of a layer. When Losant fails again and again, requests are no longer sent for a while, so that
// Losant can recover and callers learn at once what they would learn after a timeout.
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import * as Ref from "effect/Ref"
import type { LosantError } from "../LosantError.ts"
import type { CircuitOptions } from "../LosantOptions.ts"
import { defaultCircuit } from "./defaults.ts"
import { monotonicMillis } from "./monotonic.ts"

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

/**
 * Closed while `failures` are fewer than it takes, else open. It grows an era older whenever it opens or closes: what an
 * attempt of an earlier era ends with says nothing of now.
 */
interface State {
  readonly era: number
  readonly failures: number
  readonly last: LosantError["_tag"]
  /** Until when no attempt is made; the first that comes later is the probe, for which the others wait as long again. */
  readonly openUntil: number
}

// What says that Losant is in trouble.
const isTrouble = (error: LosantError): boolean =>
  error._tag === "LosantServerError" || error._tag === "LosantTransport" || error._tag === "LosantTimeout"

const errorOf = (exit: Exit.Exit<unknown, LosantError>): LosantError | undefined =>
  Exit.isFailure(exit) ? Option.getOrUndefined(Exit.findErrorOption(exit)) : undefined

/** Makes a circuit, closed. */
export const make = Effect.fnUntraced(function* (options: CircuitOptions): Effect.fn.Return<Circuit> {
  const failuresToOpen = options.failures ?? defaultCircuit.failures
  const openFor = Duration.toMillis(options.openFor ?? defaultCircuit.openFor)
  const state = yield* Ref.make<State>({ era: 0, failures: 0, last: "LosantServerError", openUntil: 0 })
  const isOpen = ({ failures }: State) => failures >= failuresToOpen

  /** The era in which an attempt is let through, or why it is not. */
  const admit = Effect.flatMap(monotonicMillis, (now) =>
    Ref.modify(state, (before): readonly [number | Refusal, State] => {
      if (!isOpen(before)) return [before.era, before]
      const { failures, last, openUntil } = before
      if (now < openUntil) return [{ failures, last, retryAfter: Math.ceil(openUntil - now) }, before]
      // The probe has an era of its own, so that a second one, after it took too long, is not taken for it.
      const probe = { ...before, era: before.era + 1, openUntil: now + openFor }
      return [probe.era, probe]
    })
  )

  const after = (before: State, exit: Exit.Exit<unknown, LosantError>, now: number): State => {
    const error = errorOf(exit)
    const older = { ...before, era: before.era + 1 }
    if (error !== undefined && isTrouble(error)) {
      const failed = { ...before, failures: before.failures + 1, last: error._tag }
      return isOpen(failed) ? { ...failed, era: before.era + 1, openUntil: now + openFor } : failed
    }
    if (error?._tag === "LosantRateLimited") {
      // Neither trouble nor relief: the count stays, and an open circuit open, for as long as Losant asks.
      return isOpen(before) ? { ...older, openUntil: now + Math.max(openFor, error.retryAfter ?? 0) } : before
    }
    if (Exit.isFailure(exit) && error === undefined) {
      // An interrupted attempt says nothing of Losant; an interrupted probe makes room for another.
      return isOpen(before) ? { ...older, openUntil: now } : before
    }
    return isOpen(before) ? { ...older, failures: 0 } : { ...before, failures: 0 }
  }

  const record = (era: number, exit: Exit.Exit<unknown, LosantError>) =>
    Effect.flatMap(monotonicMillis, (now) =>
      Ref.update(state, (before) => (before.era === era ? after(before, exit, now) : before))
    )

  // Only the attempt itself can be interrupted: a probe that is let through is always heard of again.
  return (attempt, refused) =>
    Effect.uninterruptibleMask((restore) =>
      Effect.flatMap(admit, (admitted) =>
        typeof admitted === "number"
          ? Effect.onExit(restore(attempt), (exit) => record(admitted, exit))
          : Effect.flatMap(refused(admitted), Effect.fail)
      )
    )
})
