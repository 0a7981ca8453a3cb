/** Which organizations are near a limit: asked of the list of organizations alone, a page at a time. */
import type { InstanceOrg } from "@effect-losant/core/schemas/Org"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { summaryFieldsOf, useOf } from "../../../answers/limitUsage.ts"
import { queryOf } from "../../../arguments/orgFilters.ts"
import { counted, grouped } from "../../usage/amounts.ts"
import { collect, type Found, failIfNothing, organizations, wayOf } from "../collect.ts"
import * as Continuation from "../continuation.ts"
import type { RunJob } from "../defineJob.ts"
import { fitting, mostOfItems, shortName, shownCost } from "../fitResults.ts"
import { CannotTell } from "../requestFailures.ts"
import { isAllLimits, job, limitsIn, type NearLimitsArguments, percentIn } from "./nearLimitsArguments.ts"
import { firstPlace, isAgain, laterPlace, type Place, textOf, wasListed } from "./nearLimitsPosition.ts"

interface Near {
  readonly used: number
  readonly allowed: number
  readonly percent: number
}

/** By limit, the nearest first. */
type NearLimits = Readonly<Record<string, Near>>

/** Of a limit of nothing everything that is used is too much: it counts as a limit of one. */
const percentOf = (used: number, allowed: number): number => (100 * used) / Math.max(1, allowed)

const rounded = (percent: number): number => Math.round(10 * percent) / 10

const nearOf = (org: InstanceOrg, limits: ReadonlyArray<string>, percent: number): NearLimits => {
  const allowedOf = new Map<string, number>(Object.entries({ ...org.limits }))
  const near = limits.flatMap((limit) => {
    const allowed = allowedOf.get(limit)
    const used = org.summary === undefined ? undefined : useOf(limit, org.summary)
    if (allowed === undefined || used === undefined || percentOf(used, allowed) <= percent) return []
    return [[limit, { used, allowed, percent: rounded(percentOf(used, allowed)) }] as const]
  })
  return Object.fromEntries(near.sort(([, one], [, other]) => other.percent - one.percent))
}

/** An organization that is near some of its limits. */
interface NearOrg {
  readonly limits: NearLimits
  readonly highest: number
}

// One item for an organization: with a row for each limit, its id and name cost more than all that is said of it.
const itemOf = ({ orgId, name: orgName, value }: Found<NearOrg>) => ({
  orgId,
  name: shortName(orgName),
  limits: value.limits
})

const limitsText = (values: NearLimitsArguments): string => {
  const limits = limitsIn(values)
  if (isAllLimits(limits)) return "a limit"
  return limits.length === 1 ? `the limit ${limits[0]}` : `one of the limits ${limits.join(", ")}`
}

/** An answer, as far as its summary tells of it. */
interface Told {
  /** The place at the beginning of the call. */
  readonly from: Place
  readonly near: number
  readonly checked: number
  readonly listed: number
  /** Whether all that are near were found. */
  readonly isAll: boolean
  /** Whether there is a next call. */
  readonly goesOn: boolean
}

const summaryOf = (values: NearLimitsArguments, { from, near, checked, listed, isAll, goesOn }: Told): string => {
  if (checked === 0) return "There is no organization to check."
  const found =
    `${isAll ? "" : "So far "}${grouped(near)} of ${counted(checked, organizations)} ${near === 1 ? "uses" : "use"} ` +
    `more than ${percentIn(values)} % of ${limitsText(values)}.`
  const before = from.listed === 0 ? "" : `, those before it ${grouped(from.listed)}`
  const which = from.listed === 0 ? `the ${grouped(listed)} nearest` : `${grouped(listed)}`
  const part = near > listed ? [`This answer lists ${which} of them${before}.`] : []
  const next = isAll ? "Go on with continue for the others." : "Not all were checked: go on with continue."
  return [found, ...part, ...(goesOn ? [next] : [])].join(" ")
}

export const run: RunJob<NearLimitsArguments> = Effect.fnUntraced(function* (reach, instanceId, values, begun) {
  const text = yield* Effect.fromResult(Continuation.read(job, values, instanceId))
  const place = Option.match(text, { onNone: () => firstPlace, onSome: laterPlace })
  const { again } = place
  const percent = percentIn(values)
  const limits = limitsIn(values)
  const now = yield* Clock.currentTimeMillis
  const collected = yield* collect(reach, instanceId, {
    query: queryOf(values, now),
    summaryInclude: summaryFieldsOf(limits),
    after: place.after,
    visit: (org) => {
      if (org.summary === undefined) return Effect.fail(new CannotTell("Losant answered no summary of its use"))
      const near = nearOf(org, limits, percent)
      const [highest] = Object.values(near)
      return Effect.succeed(
        highest === undefined || wasListed(place, org.id.toLowerCase(), highest.percent)
          ? undefined
          : { limits: near, highest: highest.percent }
      )
    },
    begun,
    before: place.checked,
    doing: "Comparing use with limits",
    ...(again === undefined
      ? {}
      : { room: { left: mostOfItems, isEmpty: true, costOf: (found: Found<NearOrg>) => shownCost(itemOf(found)) } })
  })
  yield* failIfNothing(collected)
  const found = collected.found.toSorted((one, other) => other.value.highest - one.value.highest)
  const items = fitting(found.map(itemOf))
  const news = collected.found.filter(({ orgId }) => !isAgain(place, orgId.toLowerCase()))
  const reached: Place = {
    ...place,
    after: collected.after,
    checked: place.checked + collected.checked,
    near: place.near + news.length,
    listed: place.listed + items.length
  }
  const last = found[items.length - 1]
  const isCut = again === undefined && items.length < found.length && last !== undefined
  const next: Place = isCut
    ? {
        ...reached,
        after: place.after,
        checked: place.checked,
        again: {
          percent: last.value.highest,
          orgId: last.orgId.toLowerCase(),
          until: collected.after ?? "",
          checked: reached.checked,
          isAll: collected.isComplete
        }
      }
    : reached
  const checked = Math.max(reached.checked, again?.checked ?? 0)
  const goesOn = isCut || !collected.isComplete
  const isAll = collected.isComplete || again?.isAll === true
  return {
    summary: summaryOf(values, { from: place, near: reached.near, checked, listed: items.length, isAll, goesOn }),
    items,
    ...wayOf(collected, checked),
    ...(goesOn ? { continue: Continuation.write(job, values, instanceId, textOf(next)) } : {})
  }
})
