/**
 * Visits the organizations of an instance in the order of their ids. A page begins after the last id of the page
 * before, not at a page number. A new organization has a higher id than all others. So no organization is missed or
 * visited twice while others are created or deleted.
 */
import { get } from "@effect-losant/core/InstanceOrgs"
import type { LosantError } from "@effect-losant/core/LosantError"
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import type { InstanceOrg } from "@effect-losant/core/schemas/Org"
import type { OrgQuery } from "@effect-losant/core/schemas/OrgQuery"
import type { SummaryField } from "@effect-losant/core/schemas/OrgSummary"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import type { LosantGateway } from "../../model/LosantGateway.ts"
import type { Refusal } from "../../model/Refusal.ts"
import { type JobError, JobTimeout, MissingData, scopeOf } from "./requestFailures.ts"

/** The number of visits that run at the same time. */
const concurrency = 8
const perPage = 100
/** The time for one visit: a visit that hangs must not use up the time of the others. */
export const maxVisitTime = Duration.seconds(10)
// A policy may hide all organizations of a page. More empty pages than this in a row end the walk.
const maxEmptyPages = 100

export interface WalkOptions<A> {
  /** Chooses the organizations. The default is all. */
  readonly query?: OrgQuery | undefined
  /** The summary fields that `visit` needs. */
  readonly summaryInclude: ReadonlyArray<SummaryField>
  /** The id of the last organization that an earlier call visited. */
  readonly after?: string | undefined
  readonly visit: (org: InstanceOrg) => Effect.Effect<A, LosantError | Refusal | MissingData>
}

/** The visit of an organization. */
export interface Visit<A> {
  readonly _tag: "Visited"
  readonly org: InstanceOrg
  /** The result. If the organization was deleted in the meantime, there is neither a value nor an error. */
  readonly value?: A
  readonly error?: JobError
  /** The number of organizations after this one, if Losant answers it. */
  readonly left: number | undefined
}

/** The walk stops before the last organization. */
export interface WalkStop {
  readonly _tag: "Stopped"
  readonly error: JobError
}

interface ListedOrg {
  readonly _tag: "Listed"
  readonly org: InstanceOrg
  readonly left: number | undefined
}

interface PagePosition {
  readonly after: string | undefined
  readonly page: number
}

type Page = readonly [ReadonlyArray<ListedOrg | WalkStop>, Option.Option<PagePosition>]

/** Restricts a query to the organizations after this id. */
const queryAfter = (query: OrgQuery | undefined, after: string | undefined): OrgQuery | undefined => {
  if (after === undefined) return query
  const next = { id: { $gt: after } }
  return query === undefined ? next : { $and: [query, next] }
}

const isAfter = (org: InstanceOrg, after: string | undefined): boolean =>
  after === undefined || org.id.toLowerCase() > after

/** Lists the organizations in order. If a request fails, the last item is the error. */
const listOrgs = (
  gateway: LosantGateway,
  instanceId: InstanceId,
  { query, summaryInclude, after }: WalkOptions<unknown>
) => {
  const page = (position: PagePosition) => {
    const pageQuery = queryAfter(query, position.after)
    return gateway.execute(get, {
      instanceId,
      sortField: "id",
      sortDirection: "asc",
      perPage,
      page: position.page,
      summaryInclude,
      ...(pageQuery === undefined ? {} : { query: pageQuery })
    })
  }
  const stop = (error: JobError): Page => [[{ _tag: "Stopped", error }], Option.none()]
  const start: PagePosition = { after, page: 0 }
  return Stream.paginate(start, (position) =>
    page(position).pipe(
      Effect.map(({ items, totalCount }): Page => {
        const newOrgs = items.filter((org) => isAfter(org, position.after))
        if (items.length > 0 && newOrgs.length === 0)
          return stop(new MissingData("Losant answered the same page again"))
        const steps = newOrgs.map(
          (org, index): ListedOrg => ({
            _tag: "Listed",
            org,
            left: totalCount === undefined ? undefined : Math.max(0, totalCount - index - 1)
          })
        )
        return [steps, nextPosition(position, newOrgs.at(-1)?.id, newOrgs.length, totalCount)]
      }),
      Effect.catch((error) => Effect.succeed(stop(error)))
    )
  )
}

const nextPosition = (
  { after, page }: PagePosition,
  last: string | undefined,
  count: number,
  totalCount: number | undefined
): Option.Option<PagePosition> => {
  if (last === undefined) {
    return (totalCount ?? 0) > 0 && page < maxEmptyPages ? Option.some({ after, page: page + 1 }) : Option.none()
  }
  return totalCount !== undefined && count >= totalCount
    ? Option.none()
    : Option.some({ after: last.toLowerCase(), page: 0 })
}

/**
 * Visits the organizations, several at the same time, and emits the visits in order. An error that concerns all
 * organizations stops the walk. So does an error with which Losant wants a pause: then that visit does not count.
 */
export const walkOrgs = <A>(
  gateway: LosantGateway,
  instanceId: InstanceId,
  options: WalkOptions<A>
): Stream.Stream<Visit<A> | WalkStop> => {
  const visit = ({ org, left }: ListedOrg): Effect.Effect<Visit<A> | WalkStop> => {
    const visited = { _tag: "Visited", org, left } as const
    return options.visit(org).pipe(
      Effect.timeoutOrElse({
        duration: maxVisitTime,
        orElse: () => Effect.fail(new JobTimeout("one organization", maxVisitTime))
      }),
      Effect.map((value): Visit<A> | WalkStop => ({ ...visited, value })),
      Effect.catch((error): Effect.Effect<Visit<A> | WalkStop> => {
        switch (scopeOf(error)) {
          case "job":
          case "pause":
            return Effect.succeed({ _tag: "Stopped", error })
          case "gone":
            return Effect.succeed(visited)
          case "organization":
            return Effect.succeed({ ...visited, error })
        }
      })
    )
  }
  return listOrgs(gateway, instanceId, options).pipe(
    Stream.mapEffect((step) => (step._tag === "Stopped" ? Effect.succeed(step) : visit(step)), { concurrency }),
    Stream.takeUntil(({ _tag }) => _tag === "Stopped")
  )
}
