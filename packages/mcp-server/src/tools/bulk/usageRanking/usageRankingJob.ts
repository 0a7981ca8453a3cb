/**
 * Ranks the organizations by their usage in a period. Each organization needs a request, so many organizations need
 * several calls. The text between the calls carries the best so far, and the last call answers the ranking of all.
 */
import { get as listOrgs } from "@effect-losant/core/InstanceOrgs"
import type { LosantError } from "@effect-losant/core/LosantError"
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { buildOrgQuery } from "../../../arguments/orgFilters.ts"
import { defaultStart } from "../../../arguments/usagePeriod.ts"
import type { LosantGateway } from "../../../model/LosantGateway.ts"
import type { Refusal } from "../../../model/Refusal.ts"
import type { JsonObject } from "../../../text/json.ts"
import { toIso } from "../../../text/time.ts"
import { capitalize, formatCount, formatNumber, type Unit } from "../../usage/amounts.ts"
import { type Period, periodText, timeText } from "../../usage/periods.ts"
import { collect, failIfNothing, type OrgResult, organizations, progressFields } from "../collect.ts"
import * as Continuation from "../continuation.ts"
import type { RunJob } from "../defineJob.ts"
import { answerCosts, maxItemTokens, shortenName } from "../fitResults.ts"
import { fieldsText, flagText, listText, optionalText, positionText } from "../positionText.ts"
import { JobTimeout, toFailure } from "../requestFailures.ts"
import { maxVisitTime } from "../walkOrgs.ts"
import { makeUsageReader, type RankingKind, summaryFieldFor } from "./orgUsage.ts"
import { job, topIn, type UsageRankingArguments } from "./usageRankingArguments.ts"

const minute = 60_000

/** The position of a call: the first organization, or the end of the call before. */
const rankingPosition = positionText({
  after: optionalText(Schema.String),
  checked: Schema.FiniteFromString,
  start: Schema.FiniteFromString,
  end: Schema.FiniteFromString,
  isUpToNow: flagText,
  /** The number of organizations so far that could not be counted. */
  failed: Schema.FiniteFromString,
  /** The usage of all organizations so far. */
  total: Schema.FiniteFromString,
  best: listText(",", fieldsText("=", { orgId: Schema.String, value: Schema.FiniteFromString }))
})

type Position = typeof rankingPosition.Type

const firstPosition = ({ start, end: requestedEnd }: UsageRankingArguments, now: number): Position => {
  const end = requestedEnd ?? now
  return {
    after: undefined,
    checked: 0,
    start: start ?? defaultStart(end, {}),
    end,
    isUpToNow: end >= now - minute,
    failed: 0,
    total: 0,
    best: []
  }
}

const periodOf = ({ start, end }: Position): Period => ({ start, end })

/** Reads the names of the best so far. Organizations that were deleted, or that the policy now denies, drop out. */
const readNames = Effect.fnUntraced(function* (
  gateway: LosantGateway,
  instanceId: InstanceId,
  best: Position["best"]
): Effect.fn.Return<ReadonlyArray<OrgResult<number>>, LosantError | Refusal> {
  if (best.length === 0) return []
  const { items } = yield* gateway.execute(listOrgs, {
    instanceId,
    query: { id: { $in: best.map(({ orgId }) => orgId) } },
    perPage: best.length,
    summaryInclude: ["memberCount"]
  })
  const names = new Map(items.map((org) => [org.id.toLowerCase(), org.name]))
  return best.flatMap(({ orgId, value }) => {
    const orgName = names.get(orgId.toLowerCase())
    return orgName === undefined ? [] : [{ orgId, name: orgName, value }]
  })
})

const limitNamesWait = Effect.timeoutOrElse({
  duration: maxVisitTime,
  orElse: () => Effect.fail(toFailure(new JobTimeout("the names of organizations", maxVisitTime)))
})

const sumOf = (values: ReadonlyArray<number>): number => values.reduce((sum, value) => sum + value, 0)

const percentOf = (part: number, whole: number): number => (whole === 0 ? 0 : Math.round((1_000 * part) / whole) / 10)

const units: { readonly [K in RankingKind]: Unit } = {
  payloads: { one: "payload (with non-billable)", many: "payloads (with non-billable)", isBytes: false },
  devices: { one: "device", many: "devices", isBytes: false },
  notebookMinutes: { one: "notebook minute", many: "notebook minutes", isBytes: false }
}

const summaryOf = (kind: RankingKind, position: Position, best: number, isComplete: boolean): string => {
  const { checked, failed, total } = position
  const period = periodOf(position)
  const when = kind === "devices" ? `at ${timeText(period.end)}` : `in ${periodText(period)}`
  const share = total === 0 ? "" : `; those listed have ${percentOf(best, total)} % of that`
  const failedNote = failed === 0 ? "" : ` ${formatNumber(failed)} of them could not be counted.`
  const continueNote = isComplete ? "" : " So far only: go on with continue for the ranking of all."
  return `${capitalize(formatCount(checked, organizations))}: ${formatCount(total, units[kind])} ${when}${share}.${failedNote}${continueNote}`
}

const makeRows = (best: ReadonlyArray<OrgResult<number>>, total: number, maxNameTokens: number) =>
  best.map(({ orgId, name, value }, index) => ({
    rank: index + 1,
    orgId,
    name: shortenName(name, maxNameTokens),
    total: value,
    sharePercent: percentOf(value, total)
  }))

// A ranking is never cut. If it does not fit, its names are cut, to the first of these lengths in tokens that fits.
const nameTokenSteps = [200, 100, 50, 25]
const minNameTokens = 12
// The rest is for the text between two calls, which has an id and a number for each rank.
const maxRowTokens = maxItemTokens - 1_500

const fitRows = (best: ReadonlyArray<OrgResult<number>>, total: number): ReadonlyArray<JsonObject> =>
  nameTokenSteps
    .map((maxNameTokens) => makeRows(best, total, maxNameTokens))
    .find((items) => answerCosts(items) <= maxRowTokens) ?? makeRows(best, total, minNameTokens)

export const run: RunJob<UsageRankingArguments> = Effect.fnUntraced(function* (gateway, instanceId, values, startedAt) {
  const earlier = yield* Effect.fromResult(Continuation.read(job, values, instanceId, rankingPosition))
  const now = yield* Clock.currentTimeMillis
  const position = Option.getOrElse(earlier, () => firstPosition(values, now))
  const kind = values.by
  const before = yield* limitNamesWait(readNames(gateway, instanceId, position.best))
  // The total loses the usage of organizations that dropped out.
  const lostTotal = sumOf(position.best.map(({ value }) => value)) - sumOf(before.map(({ value }) => value))
  const collection = yield* collect(gateway, instanceId, {
    query: buildOrgQuery(values, now),
    summaryInclude: [summaryFieldFor(kind, position.isUpToNow)],
    after: position.after,
    visit: makeUsageReader(gateway, instanceId, kind, periodOf(position), position.isUpToNow),
    startedAt,
    checkedBefore: position.checked,
    activity: `Counting ${units[kind].many}`
  })
  yield* failIfNothing(collection)
  const best = [...before, ...collection.results]
    .filter(({ value }) => value > 0)
    .sort((one, other) => other.value - one.value)
    .slice(0, topIn(values))
  const nextPosition: Position = {
    ...position,
    after: collection.after,
    checked: position.checked + collection.checked,
    failed: position.failed + collection.failed.length + collection.failedMore,
    total: position.total - lostTotal + sumOf(collection.results.map(({ value }) => value)),
    best: best.map(({ orgId, value }) => ({ orgId, value }))
  }
  const { checked, start, end, total } = nextPosition
  return {
    summary: summaryOf(kind, nextPosition, sumOf(best.map(({ value }) => value)), collection.isComplete),
    by: kind,
    start: toIso(start),
    end: toIso(end),
    total,
    items: fitRows(best, total),
    ...progressFields(collection, checked),
    ...(collection.isComplete
      ? {}
      : { continue: Continuation.write(job, values, instanceId, rankingPosition, nextPosition) })
  }
})
