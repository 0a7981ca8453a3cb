/** Which organizations are near a limit: asked of the list of organizations alone, a page at a time. */
import type { InstanceOrg } from "@effect-losant/core/schemas/Org"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { summaryFieldsOf, useOf } from "../limits/InUse.ts"
import { grouped } from "../usage/Amounts.ts"
import { collect, deadlineOfCall, type Found, failIfNothing, wayOf } from "./Collect.ts"
import * as Continuation from "./Continuation.ts"
import { CannotTell } from "./Failures.ts"
import { fitting, shortName } from "./Fitting.ts"
import type { FleetTool } from "./FleetTool.ts"
import { job, limitsIn, percentIn } from "./NearLimits.ts"

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

const highestOf = (near: NearLimits): number => Math.max(...Object.values(near).map(({ percent }) => percent))

// One item for an organization: with a row for each limit, its id and name cost more than all that is said of it.
const itemsOf = (found: ReadonlyArray<Found<NearLimits>>) =>
  found
    .toSorted((one, other) => highestOf(other.value) - highestOf(one.value))
    .map(({ orgId, name: orgName, value }) => ({ orgId, name: shortName(orgName), limits: value }))

const summaryOf = (percent: number, orgs: number, checked: number, isFirst: boolean, isLast: boolean): string => {
  const found = `${grouped(orgs)} of ${grouped(checked)} organizations use more than ${percent} % of a limit.`
  if (!isLast) return `So far ${found} Not all were checked: go on with continue.`
  return isFirst ? found : `With the answers before this one ${found} This one lists only those it checked itself.`
}

export const run: FleetTool["run"] = Effect.fnUntraced(function* (reach, instanceId, values) {
  const place = yield* Effect.fromResult(Continuation.read(job, values, instanceId))
  const [after, checkedBefore = "0", orgsBefore = "0"] = Option.getOrElse(place, (): ReadonlyArray<string> => [])
  const percent = percentIn(values)
  const limits = limitsIn(values)
  const collected = yield* collect(reach, instanceId, {
    query: values["query"],
    summaryInclude: summaryFieldsOf(limits),
    after,
    visit: (org) => {
      if (org.summary === undefined) return Effect.fail(new CannotTell("Losant answered no summary of its use"))
      const near = nearOf(org, limits, percent)
      return Effect.succeed(Object.keys(near).length === 0 ? undefined : near)
    },
    deadline: yield* deadlineOfCall,
    before: Number(checkedBefore),
    doing: "Comparing use with limits"
  })
  yield* failIfNothing(collected)
  const checked = Number(checkedBefore) + collected.checked
  const orgs = Number(orgsBefore) + collected.found.length
  const all = itemsOf(collected.found)
  const items = fitting(all)
  return {
    summary: summaryOf(percent, orgs, checked, after === undefined, collected.isComplete),
    items,
    ...(items.length === all.length
      ? {}
      : {
          leftOut: `${all.length - items.length} organizations with lower percentages: raise percent, or choose limits`
        }),
    ...wayOf(collected, checked),
    ...(collected.isComplete
      ? {}
      : { continue: Continuation.write(job, values, instanceId, [collected.after ?? "", checked, orgs]) })
  }
})
