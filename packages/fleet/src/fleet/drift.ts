/** Finds what somebody changed in Losant beside the fleet. */
import type { Losant } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import type { DesiredFleet } from "../desired/DesiredFleet.ts"
import type { LedgerService } from "../ledger/Ledger.ts"
import type { ChangeSetId } from "../model/ChangeSet.ts"
import type { LedgerError } from "../model/errors.ts"
import { orgIdOf, type Write } from "../model/Write.ts"
import type { FleetPlan } from "./FleetPlan.ts"
import { type FleetPlanError, planWithKeys } from "./planFleet.ts"
import { listRuns } from "./runs.ts"

/**
 * The differences that came from outside: those of organizations whose part of the files is as it was when the last run
 * was applied. Without such a run, all differences.
 *
 * @example
 * ```ts
 * import type { FleetDrift } from "@effect-losant/fleet"
 *
 * const isClean = ({ plan }: FleetDrift) => plan.writes.length === 0
 * ```
 *
 * @since 0.2.0
 */
export interface FleetDrift {
  /** The writes that would take the differences back. */
  readonly plan: FleetPlan
  /** The run since which the drift is told. */
  readonly since?: { readonly run: ChangeSetId; readonly appliedAt: number }
  /** The keys of the organizations that differ, and whose part of the files has changed since: the plan tells of them. */
  readonly changedInFiles: ReadonlyArray<string>
}

const keyOf = (write: Write, keys: ReadonlyMap<string, string>): string | undefined =>
  write._tag === "create_org" ? write.identity?.value : keys.get(orgIdOf(write) ?? "")

export const findDrift = Effect.fnUntraced(function* (
  ledger: LedgerService,
  fleet: DesiredFleet
): Effect.fn.Return<FleetDrift, FleetPlanError | LedgerError, Losant> {
  const { plan, keys } = yield* planWithKeys(fleet, {})
  const [last] = (yield* listRuns(ledger, fleet.instanceId))
    .filter(({ appliedAt }) => appliedAt !== undefined)
    .toSorted((one, other) => (other.appliedAt ?? 0) - (one.appliedAt ?? 0))
  if (last?.appliedAt === undefined) return { plan, changedInFiles: [] }
  const isUnchanged = (key: string | undefined) => key !== undefined && last.wanted[key] === plan.wanted[key]
  const writes = plan.writes.filter((write) => isUnchanged(keyOf(write, keys)))
  const changed = plan.writes.flatMap((write) => {
    const key = keyOf(write, keys)
    return key === undefined || isUnchanged(key) ? [] : [key]
  })
  return {
    plan: { ...plan, writes },
    since: { run: last.id, appliedAt: last.appliedAt },
    changedInFiles: [...new Set(changed)]
  }
})
