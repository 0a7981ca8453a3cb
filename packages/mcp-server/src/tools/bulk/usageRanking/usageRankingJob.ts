/**
 * Which organizations use most in a period. Each has to be asked for, so that many take several calls: the text between
 * them carries the best so far, and the last call answers the ranking of all.
 */
import { get as listOrgs } from "@effect-losant/core/InstanceOrgs"
import type { LosantError } from "@effect-losant/core/LosantError"
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { queryOf } from "../../../arguments/orgFilters.ts"
import { defaultStart } from "../../../arguments/usagePeriod.ts"
import type { LosantGateway } from "../../../model/LosantGateway.ts"
import type { Refusal } from "../../../model/Refusal.ts"
import type { Values } from "../../../model/Values.ts"
import { toIso } from "../../../text/time.ts"
import { capital, counted, grouped, type Unit } from "../../usage/amounts.ts"
import { type Period, periodText, timeText } from "../../usage/periods.ts"
import { collect, type Found, failIfNothing, organizations, wayOf } from "../collect.ts"
import * as Continuation from "../continuation.ts"
import type { RunJob } from "../defineJob.ts"
import { mostOfItems, shortName, shownCosts } from "../fitResults.ts"
import { failureOf, TooSlow } from "../requestFailures.ts"
import { longestVisit } from "../walkOrgs.ts"
import { type Kind, summaryFor, usageOf } from "./orgUsage.ts"
import { job, topIn, type UsageRankingArguments } from "./usageRankingArguments.ts"

const minute = 60_000

/** Where a call begins: at the first organization, or where the one before ended. */
interface Place {
  readonly after: string | undefined
  readonly checked: number
  readonly period: Period
  readonly isUpToNow: boolean
  /** How many organizations so far could not be counted. */
  readonly failed: number
  /** What all organizations so far used. */
  readonly total: number
  readonly best: ReadonlyArray<readonly [orgId: string, total: number]>
}

const firstPlace = ({ start, end: asked }: UsageRankingArguments, now: number): Place => {
  const end = asked ?? now
  const period = { start: start ?? defaultStart(end, {}), end }
  return { after: undefined, checked: 0, period, isUpToNow: end >= now - minute, failed: 0, total: 0, best: [] }
}

const laterPlace = ([
  after,
  checked,
  start,
  end,
  isUpToNow,
  failed,
  total,
  best = ""
]: ReadonlyArray<string>): Place => ({
  after: after === "" ? undefined : after,
  checked: Number(checked),
  period: { start: Number(start), end: Number(end) },
  isUpToNow: isUpToNow === "now",
  failed: Number(failed),
  total: Number(total),
  best: best.split(",").flatMap((entry) => {
    const [orgId, value] = entry.split("=")
    return orgId === undefined || value === undefined ? [] : [[orgId, Number(value)] as const]
  })
})

const textOf = ({
  after = "",
  checked,
  period,
  isUpToNow,
  failed,
  total,
  best
}: Place): ReadonlyArray<string | number> => [
  after,
  checked,
  period.start,
  period.end,
  isUpToNow ? "now" : "",
  failed,
  total,
  best.map(([orgId, value]) => `${orgId}=${value}`).join(",")
]

/** The best so far with their names: those that are still there, and still within reach. */
const named = Effect.fnUntraced(function* (
  reach: LosantGateway,
  instanceId: InstanceId,
  best: Place["best"]
): Effect.fn.Return<ReadonlyArray<Found<number>>, LosantError | Refusal> {
  if (best.length === 0) return []
  const { items } = yield* reach.execute(listOrgs, {
    instanceId,
    query: { id: { $in: best.map(([orgId]) => orgId) } },
    perPage: best.length,
    summaryInclude: ["memberCount"]
  })
  const names = new Map(items.map((org) => [org.id.toLowerCase(), org.name]))
  return best.flatMap(([orgId, value]) => {
    const orgName = names.get(orgId.toLowerCase())
    return orgName === undefined ? [] : [{ orgId, name: orgName, value }]
  })
})

const inTime = Effect.timeoutOrElse({
  duration: longestVisit,
  orElse: () => Effect.fail(failureOf(new TooSlow("the names of organizations", longestVisit)))
})

const sumOf = (values: ReadonlyArray<number>): number => values.reduce((sum, value) => sum + value, 0)

const percentOf = (part: number, whole: number): number => (whole === 0 ? 0 : Math.round((1_000 * part) / whole) / 10)

const units: { readonly [K in Kind]: Unit } = {
  payloads: { one: "payload (with non-billable)", many: "payloads (with non-billable)", isBytes: false },
  devices: { one: "device", many: "devices", isBytes: false },
  notebookMinutes: { one: "notebook minute", many: "notebook minutes", isBytes: false }
}

const summaryOf = (
  kind: Kind,
  { period, checked, failed, total }: Place,
  best: number,
  isComplete: boolean
): string => {
  const when = kind === "devices" ? `at ${timeText(period.end)}` : `in ${periodText(period)}`
  const share = total === 0 ? "" : `; those listed have ${percentOf(best, total)} % of that`
  const uncounted = failed === 0 ? "" : ` ${grouped(failed)} of them could not be counted.`
  const part = isComplete ? "" : " So far only: go on with continue for the ranking of all."
  return `${capital(counted(checked, organizations))}: ${counted(total, units[kind])} ${when}${share}.${uncounted}${part}`
}

const rows = (best: ReadonlyArray<Found<number>>, total: number, mostOfName: number) =>
  best.map(({ orgId, name, value }, index) => ({
    rank: index + 1,
    orgId,
    name: shortName(name, mostOfName),
    total: value,
    sharePercent: percentOf(value, total)
  }))

// A ranking is answered whole: where its names would take too much they are cut. In tokens, as long as it does not fit.
const mostOfNames = [200, 100, 50, 25]
const leastOfNames = 12
// The text between two calls has an id and a number of each place.
const mostOfRows = mostOfItems - 1_500

const fittingRows = (best: ReadonlyArray<Found<number>>, total: number): ReadonlyArray<Values> =>
  mostOfNames.map((most) => rows(best, total, most)).find((items) => shownCosts(items) <= mostOfRows) ??
  rows(best, total, leastOfNames)

export const run: RunJob<UsageRankingArguments> = Effect.fnUntraced(function* (reach, instanceId, values, begun) {
  const found = yield* Effect.fromResult(Continuation.read(job, values, instanceId))
  const now = yield* Clock.currentTimeMillis
  const place = Option.match(found, { onNone: () => firstPlace(values, now), onSome: laterPlace })
  const kind = values.by
  const before = yield* inTime(named(reach, instanceId, place.best))
  // What was within reach before, and no longer is, is in no total.
  const gone = sumOf(place.best.map(([, value]) => value)) - sumOf(before.map(({ value }) => value))
  const collected = yield* collect(reach, instanceId, {
    query: queryOf(values, now),
    summaryInclude: [summaryFor(kind, place.isUpToNow)],
    after: place.after,
    visit: usageOf(reach, instanceId, kind, place.period, place.isUpToNow),
    begun,
    before: place.checked,
    doing: `Counting ${units[kind].many}`
  })
  yield* failIfNothing(collected)
  const best = [...before, ...collected.found]
    .filter(({ value }) => value > 0)
    .sort((one, other) => other.value - one.value)
    .slice(0, topIn(values))
  const reached: Place = {
    ...place,
    after: collected.after,
    checked: place.checked + collected.checked,
    failed: place.failed + collected.failed.length + collected.failedMore,
    total: place.total - gone + sumOf(collected.found.map(({ value }) => value)),
    best: best.map(({ orgId, value }) => [orgId, value])
  }
  const { checked, period, total } = reached
  return {
    summary: summaryOf(kind, reached, sumOf(best.map(({ value }) => value)), collected.isComplete),
    by: kind,
    start: toIso(period.start),
    end: toIso(period.end),
    total,
    items: fittingRows(best, total),
    ...wayOf(collected, checked),
    ...(collected.isComplete ? {} : { continue: Continuation.write(job, values, instanceId, textOf(reached)) })
  }
})
