/** Reads the previous period for a comparison. If that fails, the answer only lacks the comparison. */
import type * as Action from "@effect-losant/core/Action"
import type { LosantError } from "@effect-losant/core/LosantError"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import type { Input, LosantGateway } from "../../model/LosantGateway.ts"
import type { Refusal } from "../../model/Refusal.ts"
import { toJsonObject } from "../../text/json.ts"
import type { Measure } from "./measures.ts"
import { type Period, previousPeriod } from "./periods.ts"
import { type Reading, readUsage } from "./readings.ts"

export type PreviousUsage =
  | { readonly _tag: "Read"; readonly period: Period; readonly reading: Reading }
  | { readonly _tag: "Unread"; readonly period: Period; readonly why: string }

const timeoutReason = "Losant did not answer in time"
/** Long enough for one request and one retry. Nobody should wait longer for something that the call did not ask for. */
export const optionalTimeout = Duration.seconds(10)

const reasonOf = (error: LosantError | Refusal): string => {
  if (error._tag === "Refused") return error.message
  if (error._tag === "LosantTimeout") return timeoutReason
  if (error._tag === "LosantTransport") return "Losant could not be reached"
  return "status" in error ? `Losant answered with status ${error.status}` : "it cannot be asked for"
}

/** Reads the period of the same length before `period`. It never fails. */
export const readPrevious = <A extends Action.Any>(
  gateway: LosantGateway,
  action: A,
  input: Input<A>,
  measure: Measure,
  period: Period
): Effect.Effect<PreviousUsage> => {
  const earlier = previousPeriod(period)
  const asUnread = (why: string): PreviousUsage => ({ _tag: "Unread", period: earlier, why })
  return gateway.execute(action, { ...input, ...earlier }).pipe(
    Effect.map((answer): PreviousUsage => {
      const reading = readUsage(measure, toJsonObject(Predicate.isObject(answer) ? answer : {}))
      return { _tag: "Read", period: earlier, reading }
    }),
    Effect.catch((error) => Effect.succeed(asUnread(reasonOf(error)))),
    Effect.timeoutOrElse({ duration: optionalTimeout, orElse: () => Effect.succeed(asUnread(timeoutReason)) })
  )
}
