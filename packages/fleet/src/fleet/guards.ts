/** Finds what a person has to allow before a plan is applied. */
import { dangers } from "../danger/dangers.ts"
import type { Write } from "../model/Write.ts"
import { countRemovals, type FleetPlan } from "./FleetPlan.ts"

/**
 * The things that a person allows for one run.
 *
 * @example
 * ```ts
 * import type { FleetPermissions } from "@effect-losant/fleet"
 *
 * const permissions: FleetPermissions = { allowDangerous: true, maxRemovals: 40, confirmedNames: ["Plant 7"] }
 * ```
 *
 * @since 0.2.0
 */
export interface FleetPermissions {
  /** Lets writes through that need a confirmation, such as one that gives the role `admin`. Default false. */
  readonly allowDangerous?: boolean | undefined
  /**
   * The most organizations that may be disabled or deleted, or lose members. Default 20, or a tenth of the managed
   * organizations if that is less; with less than 10 managed organizations there is no default.
   */
  readonly maxRemovals?: number | undefined
  /** The names of all organizations that the plan deletes. */
  readonly confirmedNames?: ReadonlyArray<string> | undefined
}

const defaultMaxRemovals = 20
const defaultShare = 0.1
/** A share of fewer organizations than these says nothing. */
const guardedFrom = 10

const removalsGuard = (plan: FleetPlan, { maxRemovals }: FleetPermissions): ReadonlyArray<string> => {
  const removals = countRemovals(plan)
  const usual =
    plan.managed < guardedFrom
      ? Number.POSITIVE_INFINITY
      : Math.min(defaultMaxRemovals, Math.floor(plan.managed * defaultShare))
  const most = maxRemovals ?? usual
  return removals <= most
    ? []
    : [
        `${removals} of ${plan.managed} organizations would be disabled or deleted, or lose members, and ${most} may: allow it for this run with --max-removals ${removals}.`
      ]
}

const listed = (writes: ReadonlyArray<Write>): string => {
  const names = [...new Set(writes.map(({ orgName }) => orgName))]
  const shown = names.slice(0, 5).map((name) => JSON.stringify(name))
  return `${shown.join(", ")}${names.length > shown.length ? ` and ${names.length - shown.length} more` : ""}`
}

const adminGuard = ({ writes }: FleetPlan): ReadonlyArray<string> => {
  const found = writes.filter((write) =>
    write.dangers.some((one) => one === "takeLastAdmin" || one === "takePossiblyLastAdmin")
  )
  return found.length === 0
    ? []
    : [`${listed(found)} would be left without an administrator, which nothing allows: name another one in the files.`]
}

const dangerGuard = ({ writes }: FleetPlan, { allowDangerous = false }: FleetPermissions): ReadonlyArray<string> => {
  const found = writes.filter((write) => write.dangers.length > 0)
  if (allowDangerous || found.length === 0) return []
  const kinds = [...new Set(found.flatMap((write) => write.dangers))].map((one) => dangers[one].action)
  return [`${found.length} writes are dangerous (${kinds.join("; ")}): allow them for this run with --allow-dangerous.`]
}

const nameGuard = ({ writes }: FleetPlan, { confirmedNames = [] }: FleetPermissions): ReadonlyArray<string> => {
  const missing = writes.filter((write) => write._tag === "delete_org" && !confirmedNames.includes(write.orgName))
  return missing.length === 0
    ? []
    : [`${listed(missing)} would be deleted for good: write the names, each on a line, to the file of --confirm-names.`]
}

/**
 * The reasons why a plan is not applied with these permissions, each as a sentence. The permissions are of one run.
 *
 * @example
 * ```ts
 * import { type FleetPlan, guardsOf } from "@effect-losant/fleet"
 *
 * const needsPerson = (plan: FleetPlan) => guardsOf(plan, {}).length > 0
 * ```
 *
 * @since 0.2.0
 */
export const guardsOf = (plan: FleetPlan, permissions: FleetPermissions): ReadonlyArray<string> => [
  ...adminGuard(plan),
  ...removalsGuard(plan, permissions),
  ...nameGuard(plan, permissions),
  ...dangerGuard(plan, permissions)
]
