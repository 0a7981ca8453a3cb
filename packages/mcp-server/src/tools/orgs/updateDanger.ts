/** Finds the losses that an update of an organization may cause. A person has to confirm them. */
import type { OrgLimits } from "@effect-losant/core/schemas/Limits"
import type { InstanceOrg, InstanceOrgPatch } from "@effect-losant/core/schemas/Org"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Option from "effect/Option"
import { type Enforcement, getEnforcement, getUse } from "../../answers/limitUsage.ts"
import { limitPath } from "../../arguments/clearArgument.ts"
import type { Danger } from "../../model/Danger.ts"
import type { Fact } from "../../model/DestructiveChange.ts"
import { inQuotes } from "../../text/escapes.ts"

/** A limit that an update lowers or leaves out. `use` is undefined if the usage is unknown. */
interface ReducedLimit {
  readonly name: string
  readonly before: number | undefined
  readonly after: number | undefined
  readonly use: number | undefined
}

const numbersIn = (limits: OrgLimits = {}): ReadonlyMap<string, number> =>
  new Map(
    Object.entries(limits).flatMap(([name, limit]) => (typeof limit === "number" ? [[name, limit] as const] : []))
  )

const findLoweredLimits = (org: InstanceOrg, after: InstanceOrgPatch): ReadonlyArray<ReducedLimit> => {
  const before = numbersIn(org.limits)
  return [...numbersIn(after.limits)].flatMap(([name, limit]): ReadonlyArray<ReducedLimit> => {
    const oldLimit = before.get(name)
    return oldLimit === undefined || limit < oldLimit
      ? [{ name, before: oldLimit, after: limit, use: getUse(name, org.summary ?? {}) }]
      : []
  })
}

/** Unknown usage counts as possibly above the new limit. */
const mayBeBelowUse = ({ after, use }: ReducedLimit): boolean => after === undefined || use === undefined || after < use

const findLeftOutLimits = (org: InstanceOrg, after: InstanceOrgPatch): ReadonlyArray<ReducedLimit> => {
  const { limits } = after
  if (limits === undefined) return []
  const before = numbersIn(org.limits)
  return Object.keys(org.limits ?? {})
    .filter((name) => !Object.hasOwn(limits, name))
    .map((name) => ({ name, before: before.get(name), after: undefined, use: getUse(name, org.summary ?? {}) }))
}

const undocumented = "Losant does not document what it does beyond this limit."

const beyondLimit: { readonly [E in Enforcement]: string } = {
  refused: "Losant adds no more until fewer are in use. It does not document what becomes of those beyond the limit.",
  charged: "Losant does not stop at this limit: what goes beyond it costs extra."
}

/** The use of a limit, and what is known of what happens beyond it. */
const describeUse = ({ name, after, use }: ReducedLimit): string => {
  if (after === undefined) return `in use ${use ?? "unknown"}`
  const enforcement = getEnforcement(name)
  const beyond = enforcement === undefined ? undocumented : beyondLimit[enforcement]
  return use === undefined
    ? `in use unknown, which may be more than allowed. ${beyond}`
    : `in use ${use}, which is ${use - after} more than allowed. ${beyond}`
}

const limitFact = (limit: ReducedLimit): Fact => ({
  label: limitPath(limit.name),
  value: `allowed ${limit.before ?? "without limit"} → ${limit.after ?? "whatever Losant then allows"}, ${describeUse(limit)}`
})

/** Drops a `disabledAt` of `true` if the organization is already disabled. */
export const dropRepeatedDisable = (org: InstanceOrg, after: InstanceOrgPatch, now: number): InstanceOrgPatch => {
  const { disabledAt, ...others } = after
  const since = typeof org.disabledAt === "string" ? Option.getOrUndefined(DateTime.make(org.disabledAt)) : undefined
  return disabledAt === true && since !== undefined && DateTime.toEpochMillis(since) <= now ? others : after
}

const disableTime = ({ disabledAt }: InstanceOrgPatch): string | undefined => {
  if (disabledAt === undefined || disabledAt === false) return undefined
  return disabledAt === true ? "now" : String(disabledAt)
}

const leftOutWarning = ({ name }: ReducedLimit): string =>
  `Losant does not document what becomes of a limit that is left out: read ${inQuotes(name, 100)} again afterwards.`

const timeToLive = "dataTTL"

const formatDataTime = (value: number | undefined, otherwise: string): string =>
  value === undefined ? otherwise : Duration.format(Duration.seconds(value))

/** A fact about the retention time of data, if an update shortens or removes it. Losant may then delete older data. */
const findShorterDataTime = (org: InstanceOrg, after: InstanceOrgPatch): Fact | undefined => {
  if (after.limits === undefined) return undefined
  const before = numbersIn(org.limits).get(timeToLive)
  const newValue = numbersIn(after.limits).get(timeToLive)
  const isShorter = newValue === undefined ? before !== undefined : before === undefined || newValue < before
  return isShorter
    ? {
        label: limitPath(timeToLive),
        value: `data is kept ${formatDataTime(before, "as long as Losant does")} → ${formatDataTime(newValue, "as long as Losant does")}`
      }
    : undefined
}

const shorterWarning =
  "dataTTL is how long data is kept, in seconds: with a shorter one Losant may delete what is older."

/** The dangers of an update of an organization. */
export const updateDangers = [
  "disableOrg",
  "makeOrgReadOnly",
  "lowerLimitBelowUse",
  "lowerLimitOfUnknownUse",
  "removeLimit",
  "shortenDataTime",
  "emptyTags",
  "emptyDomains"
] as const satisfies ReadonlyArray<Danger>

/** The losses of an update, and warnings that a person should read first. */
export interface Losses {
  readonly dangers: ReadonlyArray<(typeof updateDangers)[number]>
  readonly facts: ReadonlyArray<Fact>
  readonly warnings: ReadonlyArray<string>
}

/** Finds the losses of an update that sends `after`. */
export const findLosses = (org: InstanceOrg, after: InstanceOrgPatch): Losses => {
  // The retention time is not an amount, so no usage counts towards it.
  const isAmount = ({ name }: ReducedLimit): boolean => name !== timeToLive
  const belowUse = findLoweredLimits(org, after).filter(mayBeBelowUse).filter(isAmount)
  const allLeftOut = findLeftOutLimits(org, after)
  const leftOut = allLeftOut.filter(isAmount)
  const disables = disableTime(after)
  const shorterDataTime = findShorterDataTime(org, after)
  const found: { readonly [D in (typeof updateDangers)[number]]: boolean } = {
    disableOrg: disables !== undefined,
    makeOrgReadOnly: after.isReadOnly === true,
    lowerLimitBelowUse: belowUse.some(({ use }) => use !== undefined),
    lowerLimitOfUnknownUse: belowUse.length > 0 && belowUse.every(({ use }) => use === undefined),
    removeLimit: leftOut.length > 0,
    shortenDataTime: shorterDataTime !== undefined,
    // Only what changes is sent, so an empty list had items before.
    emptyTags: after.tags?.length === 0,
    emptyDomains: after.whitelistedEmailDomains?.length === 0
  }
  return {
    dangers: updateDangers.filter((danger) => found[danger]),
    facts: [
      ...(disables === undefined ? [] : [{ label: "disabled from", value: disables }]),
      ...[...belowUse, ...leftOut].map(limitFact),
      ...(shorterDataTime === undefined ? [] : [shorterDataTime])
    ],
    warnings: [...allLeftOut.map(leftOutWarning), ...(shorterDataTime === undefined ? [] : [shorterWarning])]
  }
}
