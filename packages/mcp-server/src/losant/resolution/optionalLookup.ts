/** Looking for what only helps a person to find something. */
import type { LosantError } from "@effect-losant/core/LosantError"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type { Refusal } from "../../model/Refusal.ts"

/** Nobody who types, or opens a list, waits longer. */
const longestWait = Duration.seconds(5)

const log = (what: string, error: string) => Effect.annotateLogs(Effect.logWarning(what), { error })

/**
 * What is looked for. Where that fails, or takes longer than five seconds, nothing is found, and the log says why after
 * `what`: a client would show an error in place of what is there without Losant, or at each key that is typed.
 */
export const optionalLookup = <A, R>(
  what: string,
  work: Effect.Effect<ReadonlyArray<A>, LosantError | Refusal, R>
): Effect.Effect<ReadonlyArray<A>, never, R> =>
  work.pipe(
    Effect.timeoutOrElse({ duration: longestWait, orElse: () => Effect.as(log(what, "Timeout"), []) }),
    Effect.catch((error) => Effect.as(log(what, error._tag === "Refused" ? error.reason : error._tag), []))
  )
