/**
 * Counts the writes that were applied to each organization.
 *
 * @since 0.1.0
 */
import * as Effect from "effect/Effect"
import * as HashMap from "effect/HashMap"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import * as SubscriptionRef from "effect/SubscriptionRef"

/**
 * The writes that were applied since the start, in all and by organization. A write counts when it has changed the
 * state, whatever its client was told: its creation, its changes and its deletion count for an organization, and so do
 * the writes to its members and invitations.
 *
 * @example
 * ```ts
 * import { InstanceOrg, type OrgId } from "@effect-losant/core"
 * import { Emulator } from "@effect-losant/emulator"
 * import * as Effect from "effect/Effect"
 *
 * // The connection breaks first, and the change is applied some seconds later.
 * const program = Effect.fn(function* (orgId: OrgId) {
 *   const { faults, instanceId, writes } = yield* Emulator
 *   yield* faults.next("reset-before-headers-late")
 *   yield* Effect.ignore(InstanceOrg.patch({ instanceId, orgId, organization: { isReadOnly: true } }))
 *   const atFirst = yield* writes.count(orgId)
 *   yield* writes.applied(1, orgId)
 *   return [atFirst, yield* writes.count(orgId)] // [0, 1]
 * })
 * ```
 *
 * @since 0.1.0
 */
export interface Writes {
  /** The number of applied writes: to an organization, or in all. */
  readonly count: (orgId?: string) => Effect.Effect<number>
  /** The numbers of all organizations to which a write was applied, by their ids. */
  readonly counts: Effect.Effect<Readonly<Record<string, number>>>
  /** Completes when at least `count` writes have been applied: to an organization, or in all. */
  readonly applied: (count: number, orgId?: string) => Effect.Effect<void>
}

/** The side of the log on which writes are recorded. @since 0.1.0 */
export interface WriteRecorder {
  /** Counts a write; without an organization it counts only in all. */
  readonly apply: (orgId: string | undefined) => Effect.Effect<void>
}

interface Log {
  readonly total: number
  readonly byOrg: HashMap.HashMap<string, number>
}

const countOf = ({ total, byOrg }: Log, orgId: string | undefined): number =>
  orgId === undefined ? total : Option.getOrElse(HashMap.get(byOrg, orgId.toLowerCase()), () => 0)

/** Makes both sides of an empty log. @since 0.1.0 */
export const makeWriteLog: Effect.Effect<{ readonly writes: Writes; readonly recorder: WriteRecorder }> = Effect.map(
  SubscriptionRef.make<Log>({ total: 0, byOrg: HashMap.empty() }),
  (ref) => ({
    writes: {
      count: (orgId) => Effect.map(SubscriptionRef.get(ref), (log) => countOf(log, orgId)),
      counts: Effect.map(SubscriptionRef.get(ref), ({ byOrg }) => Object.fromEntries(byOrg)),
      applied: (count, orgId) =>
        SubscriptionRef.changes(ref).pipe(
          Stream.filter((log) => countOf(log, orgId) >= count),
          Stream.runHead,
          Effect.asVoid
        )
    },
    recorder: {
      apply: (orgId) =>
        SubscriptionRef.update(ref, (log) => ({
          total: log.total + 1,
          byOrg: orgId === undefined ? log.byOrg : HashMap.set(log.byOrg, orgId, countOf(log, orgId) + 1)
        }))
    }
  })
)
