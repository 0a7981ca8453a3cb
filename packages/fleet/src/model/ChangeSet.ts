/**
 * A change set: many writes that are planned, confirmed and carried out as one.
 *
 * @since 0.2.0
 */
import { InstanceId, OrgId } from "@effect-losant/core"
import * as Schema from "effect/Schema"
import type { Entry, EntryState } from "./Entry.ts"

/** The most writes of a set. */
export const maximumWrites = 1_000

/**
 * The id of a change set.
 *
 * @example
 * ```ts
 * import { ChangeSetId } from "@effect-losant/fleet"
 * import * as Schema from "effect/Schema"
 *
 * const parse = Schema.decodeUnknownEffect(ChangeSetId)
 * ```
 *
 * @since 0.2.0
 */
export const ChangeSetId = Schema.String.check(
  Schema.isPattern(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u, { expected: "the id of a change set" })
).pipe(Schema.brand("ChangeSetId"))
export type ChangeSetId = typeof ChangeSetId.Type

const Excluded = Schema.Struct({
  orgId: Schema.optionalKey(OrgId),
  orgName: Schema.String,
  reason: Schema.String
})

/** A run of a fleet has several sets if it has more writes than one set may have. */
const RunPart = Schema.Struct({
  /** The id of the plan that the run applies. */
  id: ChangeSetId,
  /** The place of the set in the run, from 0. */
  part: Schema.Int,
  parts: Schema.Int,
  /** The place in the run of the set's first write, from 0. */
  first: Schema.Int,
  /** By the key of each organization, the digest of its part of the files: in the first set of a run. */
  wanted: Schema.optionalKey(Schema.Record(Schema.String, Schema.String))
})

/**
 * The result of planning, without the writes.
 *
 * @example
 * ```ts
 * import type { ChangeSet } from "@effect-losant/fleet"
 *
 * const lineOf = ({ operation, organizations, excluded }: ChangeSet) =>
 *   `${operation}: ${organizations} organizations, of which ${excluded.length} need no write`
 * ```
 *
 * @since 0.2.0
 */
export const ChangeSet = Schema.Struct({
  id: ChangeSetId,
  instanceId: InstanceId,
  operation: Schema.String,
  /** In milliseconds since the epoch, like `expiresAt`. */
  createdAt: Schema.Finite,
  /** A set that is not confirmed by then cannot be applied. */
  expiresAt: Schema.Finite,
  /** The number of organizations that the targets named. */
  organizations: Schema.Int,
  /** The targets that get no write, and the writes that `maxLevel` leaves out, each with the reason as a sentence. */
  excluded: Schema.Array(Excluded),
  /** The number of requests that the plan took. */
  requests: Schema.Int,
  /** The run of a fleet to which the set belongs. */
  run: Schema.optionalKey(RunPart)
})
export type ChangeSet = typeof ChangeSet.Type

/** In milliseconds. An expired set that nobody confirmed is remembered for so long. */
const remembrance = 3_600_000

/** True if nobody needs a set any more that is not confirmed. `now` is in milliseconds. */
export const isForgotten = ({ expiresAt }: Pick<ChangeSet, "expiresAt">, now: number): boolean =>
  now > expiresAt + remembrance

/**
 * A change set as a ledger holds it.
 *
 * @example
 * ```ts
 * import { countStates, type RecordedSet } from "@effect-losant/fleet"
 *
 * const isOver = ({ entries }: RecordedSet) => {
 *   const { planned, begun, unknown } = countStates(entries)
 *   return planned + begun + unknown === 0
 * }
 * ```
 *
 * @since 0.2.0
 */
export interface RecordedSet {
  readonly set: ChangeSet
  /** When the set was first applied, in milliseconds since the epoch. Undefined for a set that nobody confirmed. */
  readonly confirmedAt?: number
  readonly entries: ReadonlyArray<Entry>
}

/**
 * Counts the entries by their state.
 *
 * @example
 * ```ts
 * import { countStates, type Entry } from "@effect-losant/fleet"
 *
 * const share = (entries: ReadonlyArray<Entry>) => countStates(entries).done / entries.length
 * ```
 *
 * @since 0.2.0
 */
export const countStates = (entries: ReadonlyArray<Entry>): Readonly<Record<EntryState, number>> => {
  const counts = { planned: 0, begun: 0, done: 0, failed: 0, unknown: 0, skipped: 0 }
  for (const { state } of entries) counts[state] += 1
  return counts
}
