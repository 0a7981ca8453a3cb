/** The losses that an update of an organization may bring: a person has to confirm them. */
import type { OrgLimits } from "@effect-losant/core/schemas/Limits"
import type { InstanceOrg, InstanceOrgPatch } from "@effect-losant/core/schemas/Org"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Option from "effect/Option"
import { useOf } from "../../answers/limitUsage.ts"
import { limitPath } from "../../arguments/clearArgument.ts"
import type { Fact } from "../../model/DestructiveChange.ts"
import { inQuotes } from "../../text/escapes.ts"

/** A limit that is lowered or left out, and how much of it is used, if that is known. */
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

const loweredLimits = (org: InstanceOrg, after: InstanceOrgPatch): ReadonlyArray<ReducedLimit> => {
  const before = numbersIn(org.limits)
  return [...numbersIn(after.limits)].flatMap(([name, limit]): ReadonlyArray<ReducedLimit> => {
    const was = before.get(name)
    return was === undefined || limit < was
      ? [{ name, before: was, after: limit, use: useOf(name, org.summary ?? {}) }]
      : []
  })
}

/** Unknown usage counts as possibly above the new limit. */
const isBelowUse = ({ after, use }: ReducedLimit): boolean => after === undefined || use === undefined || after < use

const leftOutLimits = (org: InstanceOrg, after: InstanceOrgPatch): ReadonlyArray<ReducedLimit> => {
  const { limits } = after
  if (limits === undefined) return []
  const before = numbersIn(org.limits)
  return Object.keys(org.limits ?? {})
    .filter((name) => !Object.hasOwn(limits, name))
    .map((name) => ({ name, before: before.get(name), after: undefined, use: useOf(name, org.summary ?? {}) }))
}

const limitFact = ({ name, before, after, use }: ReducedLimit): Fact => ({
  label: limitPath(name),
  value: `allowed ${before ?? "without limit"} → ${after ?? "whatever Losant then allows"}, in use ${use ?? "unknown"}`
})

/** The fields without a `disabledAt` that would disable an organization that is disabled by now. */
export const withoutRepeat = (org: InstanceOrg, after: InstanceOrgPatch, now: number): InstanceOrgPatch => {
  const { disabledAt, ...others } = after
  const since = typeof org.disabledAt === "string" ? Option.getOrUndefined(DateTime.make(org.disabledAt)) : undefined
  return disabledAt === true && since !== undefined && DateTime.toEpochMillis(since) <= now ? others : after
}

const disablesAt = ({ disabledAt }: InstanceOrgPatch): string | undefined => {
  if (disabledAt === undefined || disabledAt === false) return undefined
  return disabledAt === true ? "now" : String(disabledAt)
}

const leftOutWarning = ({ name }: ReducedLimit): string =>
  `Losant does not document what becomes of a limit that is left out: read ${inQuotes(name, 100)} again after.`

const timeToLive = "dataTTL"

const keptFor = (value: number | undefined, otherwise: string): string =>
  value === undefined ? otherwise : Duration.format(Duration.seconds(value))

/** The time for which data is kept, if it gets shorter or is no longer given: then Losant may delete older data. */
const dataKeptShorter = (org: InstanceOrg, after: InstanceOrgPatch): Fact | undefined => {
  if (after.limits === undefined) return undefined
  const before = numbersIn(org.limits).get(timeToLive)
  const wanted = numbersIn(after.limits).get(timeToLive)
  const isShorter = wanted === undefined ? before !== undefined : before === undefined || wanted < before
  return isShorter
    ? {
        label: limitPath(timeToLive),
        value: `data is kept ${keptFor(before, "as long as Losant does")} → ${keptFor(wanted, "as long as Losant does")}`
      }
    : undefined
}

const shorterWarning =
  "dataTTL is how long data is kept, in seconds: with a shorter one Losant may delete what is older."

const belowWords = (below: ReadonlyArray<ReducedLimit>): string =>
  below.every(({ use }) => use === undefined)
    ? "lower limits of the organization, which may be below what it uses"
    : "lower limits of the organization below what it uses"

/** The losses of an update, and warnings that a person should read first. */
export interface Losses {
  /** In words that go on "to"; without it nothing has to be confirmed. */
  readonly action?: string
  readonly facts: ReadonlyArray<Fact>
  readonly warnings: ReadonlyArray<string>
}

/** What an update that sends `after` would take away from the organization. */
export const lossesOf = (org: InstanceOrg, after: InstanceOrgPatch): Losses => {
  // The time for which data is kept is no amount that something counts towards.
  const isAmount = ({ name }: ReducedLimit): boolean => name !== timeToLive
  const below = loweredLimits(org, after).filter(isBelowUse).filter(isAmount)
  const allLeftOut = leftOutLimits(org, after)
  const leftOut = allLeftOut.filter(isAmount)
  const disables = disablesAt(after)
  const kept = dataKeptShorter(org, after)
  const actions = [
    ...(disables === undefined ? [] : ["disable the organization"]),
    ...(below.length === 0 ? [] : [belowWords(below)]),
    ...(leftOut.length === 0
      ? []
      : ["remove limits of the organization, of which Losant does not say what then holds"]),
    ...(kept === undefined
      ? []
      : ["keep the organization's data for a shorter time, so that Losant deletes what is older"])
  ]
  return {
    ...(actions.length === 0 ? {} : { action: actions.join(" and ") }),
    facts: [
      ...(disables === undefined ? [] : [{ label: "disabled from", value: disables }]),
      ...[...below, ...leftOut].map(limitFact),
      ...(kept === undefined ? [] : [kept])
    ],
    warnings: [...allLeftOut.map(leftOutWarning), ...(kept === undefined ? [] : [shorterWarning])]
  }
}
