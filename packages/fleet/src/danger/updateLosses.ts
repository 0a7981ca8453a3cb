/** Finds what an update of an organization takes away. */
import type { Schemas } from "@effect-losant/core"
import type { Danger } from "./dangers.ts"
import { releasesFleetKey } from "./fleetKey.ts"
import { getUse } from "./limitUse.ts"

type Org = Schemas.InstanceOrg
type Patch = Schemas.InstanceOrgPatch

/**
 * A limit that an update lowers or leaves out. `before` is undefined if there was no limit, `after` if there is none
 * afterwards, and `use` if the use is unknown.
 *
 * @example
 * ```ts
 * import type { ReducedLimit } from "@effect-losant/fleet"
 *
 * const lineOf = ({ name, before, after, use }: ReducedLimit) =>
 *   `${name}: ${before ?? "any"} → ${after ?? "any"}, in use ${use ?? "unknown"}`
 * ```
 *
 * @since 0.2.0
 */
export interface ReducedLimit {
  readonly name: string
  readonly before: number | undefined
  readonly after: number | undefined
  readonly use: number | undefined
}

export const updateDangers = [
  "disableOrg",
  "makeOrgReadOnly",
  "lowerLimitBelowUse",
  "lowerLimitOfUnknownUse",
  "removeLimit",
  "shortenDataTime",
  "releaseFleetKey",
  "emptyTags",
  "emptyDomains"
] as const satisfies ReadonlyArray<Danger>

/**
 * The losses of an update.
 *
 * @example
 * ```ts
 * import type { UpdateLosses } from "@effect-losant/fleet"
 *
 * const namesOf = ({ belowUse, leftOut }: UpdateLosses) => [...belowUse, ...leftOut].map(({ name }) => name)
 * ```
 *
 * @since 0.2.0
 */
export interface UpdateLosses {
  readonly dangers: ReadonlyArray<(typeof updateDangers)[number]>
  /** When the organization is disabled: a time, or `now`. Undefined if the update does not disable it. */
  readonly disabledFrom: string | undefined
  /** The lowered limits whose use may be above the new value. An unknown use may be above it. */
  readonly belowUse: ReadonlyArray<ReducedLimit>
  /** The limits that the update takes away. */
  readonly leftOut: ReadonlyArray<ReducedLimit>
  /** The time for which data is kept, in seconds, if the update shortens it. Undefined inside means Losant's own time. */
  readonly shorterDataTime: { readonly before: number | undefined; readonly after: number | undefined } | undefined
}

/** The limit that says how long data is kept, in seconds. It is no amount, so no use counts towards it. */
const timeToLive = "dataTTL"

const numbersIn = (limits: Schemas.OrgLimits = {}): ReadonlyMap<string, number> =>
  new Map(
    Object.entries(limits).flatMap(([name, limit]) => (typeof limit === "number" ? [[name, limit] as const] : []))
  )

const findLoweredLimits = (org: Org, after: Patch): ReadonlyArray<ReducedLimit> => {
  const before = numbersIn(org.limits)
  return [...numbersIn(after.limits)].flatMap(([name, limit]): ReadonlyArray<ReducedLimit> => {
    const oldLimit = before.get(name)
    return oldLimit === undefined || limit < oldLimit
      ? [{ name, before: oldLimit, after: limit, use: getUse(name, org.summary ?? {}) }]
      : []
  })
}

const findLeftOutLimits = (org: Org, { limits }: Patch): ReadonlyArray<ReducedLimit> => {
  if (limits === undefined) return []
  const before = numbersIn(org.limits)
  return Object.keys(org.limits ?? {})
    .filter((name) => !Object.hasOwn(limits, name))
    .map((name) => ({ name, before: before.get(name), after: undefined, use: getUse(name, org.summary ?? {}) }))
}

/** Unknown usage counts as possibly above the new limit. */
const mayBeBelowUse = ({ after, use }: ReducedLimit): boolean => after === undefined || use === undefined || after < use

const isAmount = ({ name }: ReducedLimit): boolean => name !== timeToLive

/** Losant may delete data that is older than the new time. */
const findShorterDataTime = (org: Org, { limits }: Patch): UpdateLosses["shorterDataTime"] => {
  if (limits === undefined) return undefined
  const before = numbersIn(org.limits).get(timeToLive)
  const after = numbersIn(limits).get(timeToLive)
  const isShorter = after === undefined ? before !== undefined : before === undefined || after < before
  return isShorter ? { before, after } : undefined
}

const disableTime = ({ disabledAt }: Patch): string | undefined => {
  if (disabledAt === undefined || disabledAt === false) return undefined
  return disabledAt === true ? "now" : String(disabledAt)
}

/**
 * Finds the losses of an update. `patch` holds only the fields that change. The summary of `org` has to hold the use of
 * the limits that change: see `summaryFor`.
 *
 * @example
 * ```ts
 * import { InstanceOrg, type InstanceId, type OrgId, type Schemas } from "@effect-losant/core"
 * import { findUpdateLosses, levelOf, summaryFor } from "@effect-losant/fleet"
 * import * as Effect from "effect/Effect"
 *
 * const levelOfUpdate = (instanceId: InstanceId, orgId: OrgId, patch: Schemas.InstanceOrgPatch) =>
 *   InstanceOrg.get({ instanceId, orgId, summaryInclude: summaryFor({ limits: patch.limits ?? {} }) }).pipe(
 *     Effect.map((org) => levelOf(findUpdateLosses(org, patch).dangers))
 *   )
 * ```
 *
 * @since 0.2.0
 */
export const findUpdateLosses = (org: Schemas.InstanceOrg, patch: Schemas.InstanceOrgPatch): UpdateLosses => {
  const belowUse = findLoweredLimits(org, patch).filter(mayBeBelowUse).filter(isAmount)
  const leftOut = findLeftOutLimits(org, patch)
  const shorterDataTime = findShorterDataTime(org, patch)
  const disabledFrom = disableTime(patch)
  const found: { readonly [D in (typeof updateDangers)[number]]: boolean } = {
    disableOrg: disabledFrom !== undefined,
    makeOrgReadOnly: patch.isReadOnly === true,
    lowerLimitBelowUse: belowUse.some(({ use }) => use !== undefined),
    lowerLimitOfUnknownUse: belowUse.length > 0 && belowUse.every(({ use }) => use === undefined),
    removeLimit: leftOut.some(isAmount),
    shortenDataTime: shorterDataTime !== undefined,
    releaseFleetKey: releasesFleetKey(org, patch),
    // The patch holds only what changes, so an empty list had items before, or Losant did not answer it.
    emptyTags: patch.tags?.length === 0,
    emptyDomains: patch.whitelistedEmailDomains?.length === 0
  }
  return {
    dangers: updateDangers.filter((danger) => found[danger]),
    disabledFrom,
    belowUse,
    leftOut,
    shorterDataTime
  }
}
