/** Lookups that only help a person, such as completions: they never fail. */
import type { LosantError } from "@effect-losant/core/LosantError"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type { Refusal } from "../../model/Refusal.ts"

/** A person who types, or opens a list, does not wait longer. */
const lookupTimeout = Duration.seconds(5)

const log = (message: string, error: string) => Effect.annotateLogs(Effect.logWarning(message), { error })

/**
 * Runs a lookup. If it fails or takes longer than five seconds, the result is empty, and the log gives the reason after
 * `message`. An error would hide results that need no Losant, or appear at each key that the person types.
 */
export const optionalLookup = <A, R>(
  message: string,
  lookup: Effect.Effect<ReadonlyArray<A>, LosantError | Refusal, R>
): Effect.Effect<ReadonlyArray<A>, never, R> =>
  lookup.pipe(
    Effect.timeoutOrElse({ duration: lookupTimeout, orElse: () => Effect.as(log(message, "Timeout"), []) }),
    Effect.catch((error) => Effect.as(log(message, error._tag === "Refused" ? error.reason : error._tag), []))
  )
