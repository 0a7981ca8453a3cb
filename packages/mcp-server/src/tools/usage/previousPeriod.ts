/** The period before, with which usage is compared. It is not what was asked for: a failure only leaves it out. */
import type * as Action from "@effect-losant/core/Action"
import type { LosantError } from "@effect-losant/core/LosantError"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import type { Input, LosantGateway } from "../../model/LosantGateway.ts"
import type { Refusal } from "../../model/Refusal.ts"
import type { Measure } from "./measures.ts"
import { before, type Period } from "./periods.ts"
import { type Reading, readingOf } from "./readings.ts"

export type Previous =
  | { readonly _tag: "Read"; readonly period: Period; readonly reading: Reading }
  | { readonly _tag: "Unread"; readonly period: Period; readonly why: string }

const tooLate = "Losant did not answer in time"
/** Long enough for an answer and one that is tried again. For what was not asked for nobody waits longer. */
export const patience = Duration.seconds(10)

const reasonOf = (error: LosantError | Refusal): string => {
  if (error._tag === "Refused") return error.message
  if (error._tag === "LosantTimeout") return tooLate
  if (error._tag === "LosantTransport") return "Losant could not be reached"
  return "status" in error ? `Losant answered with status ${error.status}` : "it cannot be asked for"
}

/** Reads the period of equal length before `period`. */
export const readPrevious = <A extends Action.Any>(
  gateway: LosantGateway,
  action: A,
  input: Input<A>,
  measure: Measure,
  period: Period
): Effect.Effect<Previous> => {
  const earlier = before(period)
  const unread = (why: string): Previous => ({ _tag: "Unread", period: earlier, why })
  return gateway.execute(action, { ...input, ...earlier }).pipe(
    Effect.map((answer): Previous => {
      const reading = readingOf(measure, Predicate.isObject(answer) ? answer : {})
      return { _tag: "Read", period: earlier, reading }
    }),
    Effect.catch((error) => Effect.succeed(unread(reasonOf(error)))),
    Effect.timeoutOrElse({ duration: patience, orElse: () => Effect.succeed(unread(tooLate)) })
  )
}
