/**
 * Visits the organizations of an instance one after the other, by their ids. A new organization has a higher id than
 * all others, and a page begins where the one before ended, not at a number: so none is missed and none comes twice,
 * whatever is created or deleted meanwhile.
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

/** How many organizations are visited at once. */
const concurrency = 8
const perPage = 100
/** How long a visit may take: one that hangs must not use up the time of all others. */
export const maxVisitTime = Duration.seconds(10)
// A policy may leave nothing of a page. So many in a row are believed, not more.
const maxEmptyPages = 100

export interface WalkOptions<A> {
  /** Which organizations; all unless given. */
  readonly query?: OrgQuery | undefined
  /** What `visit` needs of their summaries. */
  readonly summaryInclude: ReadonlyArray<SummaryField>
  /** The id of the last organization that has been visited. */
  readonly after?: string | undefined
  readonly visit: (org: InstanceOrg) => Effect.Effect<A, LosantError | Refusal | MissingData>
}

/** An organization that was visited. */
export interface Visit<A> {
  readonly _tag: "Visited"
  readonly org: InstanceOrg
  /** What came of it; neither where the organization was deleted meanwhile. */
  readonly value?: A
  readonly error?: JobError
  /** How many there are after it, where Losant says. */
  readonly left: number | undefined
}

/** The walk ends before its end. */
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

/** The query for what comes after an organization. */
const queryAfter = (query: OrgQuery | undefined, after: string | undefined): OrgQuery | undefined => {
  if (after === undefined) return query
  const next = { id: { $gt: after } }
  return query === undefined ? next : { $and: [query, next] }
}

const isAfter = (org: InstanceOrg, after: string | undefined): boolean =>
  after === undefined || org.id.toLowerCase() > after

/** The organizations in order; what ends the walk, but not the job, as the last. */
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
 * The visits in the order of the organizations, several at once. What would befall all of them ends the walk, and so
 * does Losant where it wants a visit later: then that was none.
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
