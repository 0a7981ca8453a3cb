/**
 * Ranks the organizations by their usage in a period. What cannot be read at once needs a request for each organization,
 * so many organizations need several calls. A call that has counted all lists the first, and the next calls list the others.
 */
import * as InstanceOrgs from "@effect-losant/core/InstanceOrgs"
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { buildOrgQuery } from "../../../arguments/orgFilters.ts"
import { completePeriod } from "../../../arguments/usagePeriod.ts"
import type { JsonObject } from "../../../text/json.ts"
import { toIso } from "../../../text/time.ts"
import { capitalize, formatCount, formatNumber, type Unit } from "../../usage/amounts.ts"
import { type Period, periodText, timeText } from "../../usage/periods.ts"
import { collect, failIfNothing, type OrgResult, organizations, progressFields } from "../collect.ts"
import * as Continuation from "../continuation.ts"
import type { RunJob } from "../defineJob.ts"
import { shortenName, takeFitting } from "../fitResults.ts"
import { fieldsText, flagText, optionalText, positionText } from "../positionText.ts"
import { makeUsageReader, type RankingKind, summaryFieldFor } from "./orgUsage.ts"
import { readUsageAtOnce } from "./usageAtOnce.ts"
import { type KnownUsage, UsageMemory } from "./usageMemory.ts"
import { job, topIn, type UsageRankingArguments } from "./usageRankingArguments.ts"

const minute = 60_000

/** The position of a call: the period, and the last organization that an answer listed, if all are counted. */
const rankingPosition = positionText({
  start: Schema.FiniteFromString,
  end: Schema.FiniteFromString,
  isUpToNow: flagText,
  last: optionalText(fieldsText("=", { orgId: Schema.String, value: Schema.FiniteFromString }))
})

type Position = typeof rankingPosition.Type

const firstPosition = (values: UsageRankingArguments, now: number): Position => {
  const { start, end } = completePeriod(values, now)
  return { start: Number(start), end, isUpToNow: end >= now - minute, last: undefined }
}

const periodOf = ({ start, end }: Position): Period => ({ start, end })

const sumOf = (values: ReadonlyArray<number>): number => values.reduce((sum, value) => sum + value, 0)

const percentOf = (part: number, whole: number): number => (whole === 0 ? 0 : Math.round((1_000 * part) / whole) / 10)

const units: { readonly [K in RankingKind]: Unit } = {
  payloads: { one: "payload (with non-billable)", many: "payloads (with non-billable)", isBytes: false },
  devices: { one: "device", many: "devices", isBytes: false },
  notebookMinutes: { one: "notebook minute", many: "notebook minutes", isBytes: false }
}

const makeRows = (ranked: ReadonlyArray<OrgResult<number>>, before: number, total: number): ReadonlyArray<JsonObject> =>
  ranked.map(({ orgId, name, value }, index) => ({
    rank: before + index + 1,
    orgId,
    name: shortenName(name),
    total: value,
    sharePercent: percentOf(value, total)
  }))

/** The usage that the calls of this ranking have read so far. The first call begins anew. */
const rememberUsage = Effect.fnUntraced(function* (
  instanceId: InstanceId,
  kind: RankingKind,
  { start, end }: Position,
  isContinued: boolean
) {
  const memory = yield* UsageMemory
  const key = [instanceId.toLowerCase(), kind, start, end].join(" ")
  return isContinued ? memory.recall(key) : memory.begin(key)
})

/** The usage that can be read at once. Only the first call of a ranking looks for it. */
const findAtOnce = (known: KnownUsage, search: Parameters<typeof readUsageAtOnce>[0]) =>
  known.atOnce === undefined
    ? Effect.tap(readUsageAtOnce(search), (usage) =>
        Effect.sync(() => {
          known.atOnce = { usage }
        })
      )
    : Effect.succeed(known.atOnce.usage)

const ownSource = (kind: RankingKind, { isUpToNow }: Position): string =>
  kind === "devices" && isUpToNow ? "list of organizations" : "each organization"

/** The facts that the summary of an answer tells. */
interface SummaryFacts {
  readonly checked: number
  readonly failed: number
  readonly total: number
  /** The usage of the listed organizations. */
  readonly listedTotal: number
  /** The place of the first listed organization, and the number of places, if they do not fit into one answer. */
  readonly part?: { readonly first: number; readonly listed: number; readonly places: number }
  readonly isComplete: boolean
  readonly hasNext: boolean
}

const describeNext = ({ isComplete, hasNext }: SummaryFacts): ReadonlyArray<string> => {
  if (!isComplete) return ["So far only: go on with continue for the ranking of all."]
  return hasNext ? ["Go on with continue for the others."] : []
}

const summaryOf = (kind: RankingKind, position: Position, facts: SummaryFacts): string => {
  const { checked, failed, total, listedTotal, part } = facts
  const period = periodOf(position)
  const when = kind === "devices" ? `at ${timeText(period.end)}` : `in ${periodText(period)}`
  const share = total === 0 ? "" : `; those listed have ${percentOf(listedTotal, total)} % of that`
  return [
    `${capitalize(formatCount(checked, organizations))}: ${formatCount(total, units[kind])} ${when}${share}.`,
    ...(failed === 0 ? [] : [`${formatNumber(failed)} of them could not be counted.`]),
    ...(part === undefined || part.listed === 0
      ? []
      : [`This answer lists the places ${part.first} to ${part.first + part.listed - 1} of ${part.places}.`]),
    ...describeNext(facts)
  ].join(" ")
}

// Equal organizations are ranked by id, so that a place is the same in each call.
const byUsage = (one: OrgResult<number>, other: OrgResult<number>): number =>
  other.value - one.value || (one.orgId.toLowerCase() < other.orgId.toLowerCase() ? -1 : 1)

/** The number of places that earlier answers have listed. */
const placesBefore = (ranked: ReadonlyArray<OrgResult<number>>, last: Position["last"]): number => {
  if (last === undefined) return 0
  const first = ranked.findIndex(
    ({ orgId, value }) => value < last.value || (value === last.value && orgId.toLowerCase() > last.orgId)
  )
  return first < 0 ? ranked.length : first
}

export const run: RunJob<UsageRankingArguments> = Effect.fnUntraced(function* (gateway, instanceId, values, startedAt) {
  const earlier = yield* Effect.fromResult(Continuation.read(job, values, instanceId, rankingPosition))
  const now = yield* Clock.currentTimeMillis
  const position = Option.getOrElse(earlier, () => firstPosition(values, now))
  const kind = values.by
  const usage = yield* rememberUsage(instanceId, kind, position, Option.isSome(earlier))
  const query = buildOrgQuery(values, now)
  // A query that is wrong is refused before anything is sent.
  if (query !== undefined) yield* gateway.encode(InstanceOrgs.get, { instanceId, query })
  const atOnce = yield* findAtOnce(usage, { gateway, instanceId, kind, period: periodOf(position), query })
  const read = makeUsageReader(gateway, instanceId, kind, periodOf(position), position.isUpToNow)
  const collection = yield* collect(gateway, instanceId, {
    query,
    summaryInclude: [summaryFieldFor(kind, position.isUpToNow)],
    visit: (org) => {
      const known = usage.byOrg.get(org.id) ?? atOnce?.of(org)
      return known === undefined
        ? Effect.tap(read(org), (value) => Effect.sync(() => usage.byOrg.set(org.id, value)))
        : Effect.succeed(known)
    },
    startedAt,
    checkedBefore: 0,
    activity: `Counting ${units[kind].many}`
  })
  yield* failIfNothing(collection)
  const { isComplete, results, checked, failed, failedMore } = collection
  const total = sumOf(results.map(({ value }) => value))
  const places = results
    .filter(({ value }) => value > 0)
    .toSorted(byUsage)
    .slice(0, topIn(values))
  const before = placesBefore(places, position.last)
  // A place is known only when all organizations are counted.
  const rest = position.last === undefined || isComplete ? places.slice(before) : []
  const items = takeFitting(makeRows(rest, before, total))
  const listed = rest.slice(0, items.length)
  const hasNext = items.length < rest.length || !isComplete
  const last = listed.at(-1)
  const next: Position =
    isComplete && last !== undefined
      ? { ...position, last: { orgId: last.orgId.toLowerCase(), value: last.value } }
      : position
  return {
    summary: summaryOf(kind, position, {
      checked,
      failed: failed.length + failedMore,
      total,
      listedTotal: sumOf(listed.map(({ value }) => value)),
      ...(items.length < places.length
        ? { part: { first: before + 1, listed: items.length, places: places.length } }
        : {}),
      isComplete,
      hasNext
    }),
    by: kind,
    start: toIso(position.start),
    end: toIso(position.end),
    source: atOnce?.source ?? ownSource(kind, position),
    total,
    items,
    ...progressFields(collection, checked),
    ...(hasNext ? { continue: Continuation.write(job, values, instanceId, rankingPosition, next) } : {})
  }
})
