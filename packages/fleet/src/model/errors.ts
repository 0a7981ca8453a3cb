/**
 * The errors of change sets.
 *
 * @since 0.2.0
 */
import * as Schema from "effect/Schema"
import { ChangeSetId } from "./ChangeSet.ts"

const message = { message: Schema.String }

/**
 * The ledger cannot be read or written. `reason` is `damaged` if a file holds something that no ledger wrote: then
 * nothing is sent, and a person has to look at the file.
 *
 * @example
 * ```ts
 * import type { LedgerError } from "@effect-losant/fleet"
 *
 * const needsPerson = ({ reason }: LedgerError) => reason === "damaged"
 * ```
 *
 * @since 0.2.0
 */
export class LedgerError extends Schema.TaggedError<LedgerError>()("ChangeSetLedgerError", {
  reason: Schema.Literals(["unreadable", "unwritable", "damaged"]),
  ...message
}) {}

/**
 * The ledger does not hold the change set.
 *
 * @example
 * ```ts
 * import type { ChangeSetNotFound } from "@effect-losant/fleet"
 *
 * const lineOf = ({ id }: ChangeSetNotFound) => `There is no change set ${id}.`
 * ```
 *
 * @since 0.2.0
 */
export class ChangeSetNotFound extends Schema.TaggedError<ChangeSetNotFound>()("ChangeSetNotFound", {
  id: ChangeSetId,
  ...message
}) {}

/**
 * Another process, or another fiber of this one, applies the change set now.
 *
 * @example
 * ```ts
 * import { type ChangeSetId, Ledger } from "@effect-losant/fleet"
 * import * as Effect from "effect/Effect"
 *
 * // False if somebody else is at work on the set.
 * const forget = (id: ChangeSetId) =>
 *   Ledger.use((ledger) => ledger.remove(id)).pipe(
 *     Effect.as(true),
 *     Effect.catchTag("ChangeSetBusy", () => Effect.succeed(false))
 *   )
 * ```
 *
 * @since 0.2.0
 */
export class ChangeSetBusy extends Schema.TaggedError<ChangeSetBusy>()("ChangeSetBusy", {
  id: ChangeSetId,
  ...message
}) {}

/**
 * Nobody confirmed the change set in time: it has to be planned again.
 *
 * @example
 * ```ts
 * import type { ChangeSetExpired } from "@effect-losant/fleet"
 *
 * const since = ({ expiredAt }: ChangeSetExpired, now: number) => now - expiredAt
 * ```
 *
 * @since 0.2.0
 */
export class ChangeSetExpired extends Schema.TaggedError<ChangeSetExpired>()("ChangeSetExpired", {
  id: ChangeSetId,
  /** In milliseconds since the epoch. */
  expiredAt: Schema.Finite,
  ...message
}) {}

/**
 * Only a set that was applied before can be resumed.
 *
 * @example
 * ```ts
 * import type { ChangeSetNotConfirmed } from "@effect-losant/fleet"
 *
 * const lineOf = ({ id }: ChangeSetNotConfirmed) => `Apply ${id} first.`
 * ```
 *
 * @since 0.2.0
 */
export class ChangeSetNotConfirmed extends Schema.TaggedError<ChangeSetNotConfirmed>()("ChangeSetNotConfirmed", {
  id: ChangeSetId,
  ...message
}) {}

/**
 * Nothing can be planned. Each problem is a sentence, such as a name that no organization has.
 *
 * @example
 * ```ts
 * import type { PlanRefused } from "@effect-losant/fleet"
 *
 * const textOf = ({ problems }: PlanRefused) => problems.join("\n")
 * ```
 *
 * @since 0.2.0
 */
export class PlanRefused extends Schema.TaggedError<PlanRefused>()("ChangeSetPlanRefused", {
  problems: Schema.Array(Schema.String),
  ...message
}) {}
