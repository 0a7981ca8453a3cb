/**
 * Reads the usage of all organizations at once, where that is right and takes fewer requests than one for each:
 * - The monthly summaries have what each organization used in a calendar month that is over, 100 of them a request.
 * - The sum of the instance tells in one request if nobody used anything.
 */
import * as Instance from "@effect-losant/core/Instance"
import * as InstanceOrgs from "@effect-losant/core/InstanceOrgs"
import type { LosantError } from "@effect-losant/core/LosantError"
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import type { HistoricalSummaries } from "@effect-losant/core/schemas/instance/HistoricalSummary"
import type { InstanceOrg } from "@effect-losant/core/schemas/Org"
import type { OrgQuery } from "@effect-losant/core/schemas/OrgQuery"
import { countPayloads } from "@effect-losant/fleet"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { day } from "../../../arguments/usagePeriod.ts"
import type { LosantGateway } from "../../../model/LosantGateway.ts"
import type { Refusal } from "../../../model/Refusal.ts"
import { parseMillis } from "../../../text/time.ts"
import { monthsIn, type Period } from "../../usage/periods.ts"
import type { RankingKind } from "./orgUsage.ts"

const perPage = 100
const concurrency = 8
/** More requests than this may not end in time. Counting each organization goes on in the next call. */
const maxRequests = 100
/** The rest of the call is for the list of organizations, and for those that have no summary. */
const maxTimeOfMonths = Duration.seconds(20)
/** A sum that takes longer is not worth the wait. */
const maxTimeOfSum = Duration.seconds(5)
/** Losant may not have summed up a month that ended a moment ago. In milliseconds. */
const settleTime = day

/** The usage by organization that one source tells, and the name of the source in an answer. */
export interface UsageAtOnce {
  readonly source: "monthly summaries" | "sum of the instance"
  /** The usage of the organization; undefined if the source does not tell it. */
  readonly of: (org: InstanceOrg) => number | undefined
}

type Summary = HistoricalSummaries["items"][number]

interface Search {
  readonly gateway: LosantGateway
  readonly instanceId: InstanceId
  readonly kind: Exclude<RankingKind, "devices">
  readonly period: Period
  /** Narrows the organizations of the ranking. */
  readonly query: OrgQuery | undefined
}

/** The usage in one row; undefined if Losant leaves it out. */
const usageOf = (
  kind: Search["kind"],
  { notebookMinutesCount, payloadBillableCount, payloadNonbillableCount }: Summary
): number | undefined => {
  if (kind === "notebookMinutes") return notebookMinutesCount
  return payloadBillableCount === undefined || payloadNonbillableCount === undefined
    ? undefined
    : payloadBillableCount + payloadNonbillableCount
}

/** The rows of a page, and the number of all rows as far as it is known. */
const readPage = ({ gateway, instanceId }: Search, { start }: Period, page: number) =>
  gateway.execute(Instance.historicalSummaries, {
    instanceId,
    // Any time in the month will do: one far from its ends is in it in every time zone.
    month: start + 14 * day,
    sortField: "resourceId",
    filterField: "resourceType",
    filter: "organization",
    page,
    perPage
  })

const pagesOf = (totalCount: number): number => Math.ceil(totalCount / perPage)

/** The rows from this page on. Under rules for organizations a page only tells that a further one follows. */
const readFrom = (
  search: Search,
  month: Period,
  first: number,
  pages: number
): Effect.Effect<ReadonlyArray<Summary>, LosantError | Refusal> =>
  first >= pages
    ? Effect.succeed([])
    : Effect.flatMap(
        Effect.forEach(
          Array.from({ length: pages - first }, (_, index) => first + index),
          (page) => readPage(search, month, page),
          { concurrency }
        ),
        (answers) => {
          const rows = answers.flatMap(({ items }) => items)
          const known = Math.max(pages, ...answers.map(({ totalCount = 0 }) => pagesOf(totalCount)))
          return Effect.map(readFrom(search, month, pages, known), (more) => [...rows, ...more])
        }
      )

/** The number of organizations that the ranking counts. */
const countOrgs = ({ gateway, instanceId, query }: Search, all: number) =>
  query === undefined
    ? Effect.succeed(all)
    : Effect.map(
        gateway.execute(InstanceOrgs.get, { instanceId, query, perPage: 1, summaryInclude: ["memberCount"] }),
        ({ totalCount = 0 }) => totalCount
      )

/** The usage by organization and month. A row without the usage counts as no row. */
const addRow = (kind: Search["kind"], byOrg: Map<string, Map<number, number>>, month: Period, row: Summary): void => {
  const usage = usageOf(kind, row)
  if (usage === undefined) return
  const orgId = row.resourceId.toLowerCase()
  const byMonth = byOrg.get(orgId) ?? new Map<number, number>()
  // An organization that got another owner within the month has a row for each.
  byMonth.set(month.start, (byMonth.get(month.start) ?? 0) + usage)
  byOrg.set(orgId, byMonth)
}

const readMonths = Effect.fnUntraced(function* (search: Search, months: ReadonlyArray<Period>) {
  const [first] = months
  if (first === undefined) return undefined
  const answer = yield* readPage(search, first, 0)
  const { totalCount = answer.items.length } = answer
  const requests = months.length * Math.max(1, pagesOf(totalCount)) - 1
  if (totalCount === 0 || requests >= maxRequests) return undefined
  if (requests > 0 && requests >= (yield* countOrgs(search, totalCount))) return undefined
  const byOrg = new Map<string, Map<number, number>>()
  yield* Effect.forEach(
    months,
    (month) =>
      Effect.map(readFrom(search, month, month === first ? 1 : 0, Math.max(1, pagesOf(totalCount))), (rows) => {
        for (const row of month === first ? [...answer.items, ...rows] : rows) addRow(search.kind, byOrg, month, row)
      }),
    { concurrency: 2 }
  )
  return byOrg
})

/** The sum over the months in which the organization existed; undefined if one of them has no row. */
const sumOfMonths = (
  byOrg: ReadonlyMap<string, ReadonlyMap<number, number>>,
  months: ReadonlyArray<Period>,
  { id, creationDate }: InstanceOrg
): number | undefined => {
  const byMonth = byOrg.get(id.toLowerCase())
  const created = Option.getOrElse(parseMillis(creationDate), () => 0)
  const values = months.filter(({ end }) => end > created).map(({ start }) => byMonth?.get(start))
  return values.every((value) => value !== undefined) ? values.reduce((sum, value) => sum + value, 0) : undefined
}

const readSum = ({ gateway, instanceId, kind, period }: Search) =>
  kind === "payloads"
    ? Effect.map(gateway.execute(Instance.payloadCounts, { instanceId, ...period }), countPayloads)
    : Effect.map(gateway.execute(Instance.notebookMinuteCounts, { instanceId, ...period }), ({ counts }) =>
        counts.reduce((sum, { minutes = 0 }) => sum + minutes, 0)
      )

const readSearch = Effect.fnUntraced(function* (
  search: Search
): Effect.fn.Return<UsageAtOnce | undefined, LosantError | Refusal> {
  const now = yield* Clock.currentTimeMillis
  const months = monthsIn(search.period)
  if (months.length > 0 && search.period.end <= now - settleTime) {
    const byOrg = Option.getOrUndefined(yield* Effect.timeoutOption(readMonths(search, months), maxTimeOfMonths))
    return byOrg === undefined
      ? undefined
      : { source: "monthly summaries", of: (org) => sumOfMonths(byOrg, months, org) }
  }
  const sum = yield* Effect.timeoutOption(readSum(search), maxTimeOfSum)
  return Option.contains(sum, 0) ? { source: "sum of the instance", of: () => 0 } : undefined
})

/**
 * The usage of all organizations; undefined if each has to be counted. It never fails: what cannot be read at once, for
 * example because the token or the policy does not let it, may be read from each organization.
 */
export const readUsageAtOnce = (search: Omit<Search, "kind"> & { readonly kind: RankingKind }) => {
  const { kind, ...others } = search
  return kind === "devices" ? Effect.undefined : Effect.catch(readSearch({ ...others, kind }), () => Effect.undefined)
}
