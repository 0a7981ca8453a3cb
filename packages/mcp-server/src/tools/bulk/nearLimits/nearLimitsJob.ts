/** Finds the organizations that are near a limit. It needs only the list of organizations, a page at a time. */
import type { InstanceOrg } from "@effect-losant/core/schemas/Org"
import { getUse, summaryFieldsOf } from "@effect-losant/fleet"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { buildOrgQuery } from "../../../arguments/orgFilters.ts"
import { formatCount, formatNumber } from "../../usage/amounts.ts"
import { collect, failIfNothing, type OrgResult, organizations, progressFields } from "../collect.ts"
import * as Continuation from "../continuation.ts"
import type { RunJob } from "../defineJob.ts"
import { answerCost, maxItemTokens, shortenName, takeFitting } from "../fitResults.ts"
import { MissingData } from "../requestFailures.ts"
import { isAllLimits, job, limitsIn, type NearLimitsArguments, percentIn } from "./nearLimitsArguments.ts"
import { firstPosition, isRevisited, nearLimitsPosition, type Position, wasListed } from "./nearLimitsPosition.ts"

type LimitUse = { readonly used: number; readonly allowed: number; readonly percent: number }

/** The uses by limit, the highest percentage first. */
type NearLimits = Readonly<Record<string, LimitUse>>

/** A limit of zero counts as a limit of one, so that any use exceeds it. */
const percentOf = (used: number, allowed: number): number => (100 * used) / Math.max(1, allowed)

const roundPercent = (percent: number): number => Math.round(10 * percent) / 10

const findNearLimits = (org: InstanceOrg, limits: ReadonlyArray<string>, percent: number): NearLimits => {
  const allowedOf = new Map<string, number>(Object.entries({ ...org.limits }))
  const near = limits.flatMap((limit) => {
    const allowed = allowedOf.get(limit)
    const used = org.summary === undefined ? undefined : getUse(limit, org.summary)
    if (allowed === undefined || used === undefined || percentOf(used, allowed) <= percent) return []
    return [[limit, { used, allowed, percent: roundPercent(percentOf(used, allowed)) }] as const]
  })
  return Object.fromEntries(near.sort(([, one], [, other]) => other.percent - one.percent))
}

/** An organization that is near some of its limits. */
interface NearOrg {
  readonly limits: NearLimits
  readonly highest: number
}

// One item holds all limits of an organization: a row for each limit would repeat its id and name.
const itemOf = ({ orgId, name: orgName, value }: OrgResult<NearOrg>) => ({
  orgId,
  name: shortenName(orgName),
  limits: value.limits
})

const limitsText = (values: NearLimitsArguments): string => {
  const limits = limitsIn(values)
  if (isAllLimits(limits)) return "a limit"
  return limits.length === 1 ? `the limit ${limits[0]}` : `one of the limits ${limits.join(", ")}`
}

/** The facts that the summary of an answer tells. */
interface SummaryFacts {
  /** The position at the beginning of the call. */
  readonly position: Position
  readonly near: number
  readonly checked: number
  readonly listed: number
  /** True if all organizations near a limit were found. */
  readonly isAll: boolean
  /** True if the job goes on with another call. */
  readonly hasNext: boolean
}

const summaryOf = (
  values: NearLimitsArguments,
  { position, near, checked, listed, isAll, hasNext }: SummaryFacts
): string => {
  if (checked === 0) return "There is no organization to check."
  const found =
    `${isAll ? "" : "So far "}${formatNumber(near)} of ${formatCount(checked, organizations)} ${near === 1 ? "uses" : "use"} ` +
    `more than ${percentIn(values)} % of ${limitsText(values)}.`
  const before = position.listed === 0 ? "" : `, those before it ${formatNumber(position.listed)}`
  const which = position.listed === 0 ? `the ${formatNumber(listed)} nearest` : `${formatNumber(listed)}`
  const part = near > listed ? [`This answer lists ${which} of them${before}.`] : []
  const next = isAll ? "Go on with continue for the others." : "Not all were checked: go on with continue."
  return [found, ...part, ...(hasNext ? [next] : [])].join(" ")
}

export const run: RunJob<NearLimitsArguments> = Effect.fnUntraced(function* (gateway, instanceId, values, startedAt) {
  const earlier = yield* Effect.fromResult(Continuation.read(job, values, instanceId, nearLimitsPosition))
  const position = Option.getOrElse(earlier, () => firstPosition)
  const { revisit } = position
  const percent = percentIn(values)
  const limits = limitsIn(values)
  const now = yield* Clock.currentTimeMillis
  const collection = yield* collect(gateway, instanceId, {
    query: buildOrgQuery(values, now),
    summaryInclude: summaryFieldsOf(limits),
    after: position.after,
    visit: (org) => {
      if (org.summary === undefined) return Effect.fail(new MissingData("Losant answered no summary of its use"))
      const near = findNearLimits(org, limits, percent)
      const [highest] = Object.values(near)
      return Effect.succeed(
        highest === undefined || wasListed(position, org.id.toLowerCase(), highest.percent)
          ? undefined
          : { limits: near, highest: highest.percent }
      )
    },
    startedAt,
    checkedBefore: position.checked,
    activity: "Comparing use with limits",
    ...(revisit === undefined
      ? {}
      : {
          room: { left: maxItemTokens, isEmpty: true, costOf: (found: OrgResult<NearOrg>) => answerCost(itemOf(found)) }
        })
  })
  yield* failIfNothing(collection)
  const found = collection.results.toSorted((one, other) => other.value.highest - one.value.highest)
  const items = takeFitting(found.map(itemOf))
  const newResults = collection.results.filter(({ orgId }) => !isRevisited(position, orgId.toLowerCase()))
  const nextPosition: Position = {
    ...position,
    after: collection.after,
    checked: position.checked + collection.checked,
    near: position.near + newResults.length,
    listed: position.listed + items.length
  }
  const last = found[items.length - 1]
  const isCut = revisit === undefined && items.length < found.length && last !== undefined
  const next: Position = isCut
    ? {
        ...nextPosition,
        after: position.after,
        checked: position.checked,
        revisit: {
          percent: last.value.highest,
          orgId: last.orgId.toLowerCase(),
          until: collection.after ?? "",
          checked: nextPosition.checked,
          isAll: collection.isComplete
        }
      }
    : nextPosition
  const checked = Math.max(nextPosition.checked, revisit?.checked ?? 0)
  const hasNext = isCut || !collection.isComplete
  const isAll = collection.isComplete || revisit?.isAll === true
  return {
    summary: summaryOf(values, { position, near: nextPosition.near, checked, listed: items.length, isAll, hasNext }),
    // The summaries of months and the sums of the instance tell no limit, and of most no use.
    source: "list of organizations",
    items,
    ...progressFields(collection, checked),
    ...(hasNext ? { continue: Continuation.write(job, values, instanceId, nearLimitsPosition, next) } : {})
  }
})
