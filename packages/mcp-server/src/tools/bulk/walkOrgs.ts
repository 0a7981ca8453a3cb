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
import { CannotTell, extentOf, TooSlow, type Trouble } from "./requestFailures.ts"

/** How many organizations are visited at once. */
const concurrency = 8
const perPage = 100
/** How long a visit may take: one that hangs must not use up the time of all others. */
export const longestVisit = Duration.seconds(10)
// A policy may leave nothing of a page. So many in a row are believed, not more.
const mostEmptyPages = 100

export interface Visits<A> {
  /** Which organizations; all unless given. */
  readonly query?: OrgQuery | undefined
  /** What `visit` needs of their summaries. */
  readonly summaryInclude: ReadonlyArray<SummaryField>
  /** The id of the last organization that has been visited. */
  readonly after?: string | undefined
  readonly visit: (org: InstanceOrg) => Effect.Effect<A, LosantError | Refusal | CannotTell>
}

/** An organization that was visited. */
export interface Visited<A> {
  readonly _tag: "Visited"
  readonly org: InstanceOrg
  /** What came of it; neither where the organization was deleted meanwhile. */
  readonly value?: A
  readonly error?: Trouble
  /** How many there are after it, where Losant says. */
  readonly left: number | undefined
}

/** The walk ends before its end. */
export interface Stopped {
  readonly _tag: "Stopped"
  readonly error: Trouble
}

interface Listed {
  readonly _tag: "Listed"
  readonly org: InstanceOrg
  readonly left: number | undefined
}

interface Place {
  readonly after: string | undefined
  readonly page: number
}

type Page = readonly [ReadonlyArray<Listed | Stopped>, Option.Option<Place>]

/** The query for what comes after an organization. */
const queryAfter = (query: OrgQuery | undefined, after: string | undefined): OrgQuery | undefined => {
  if (after === undefined) return query
  const next = { id: { $gt: after } }
  return query === undefined ? next : { $and: [query, next] }
}

const isAfter = (org: InstanceOrg, after: string | undefined): boolean =>
  after === undefined || org.id.toLowerCase() > after

/** The organizations in order; what ends the walk, but not the job, as the last. */
const listed = (reach: LosantGateway, instanceId: InstanceId, { query, summaryInclude, after }: Visits<unknown>) => {
  const page = (place: Place) => {
    const wanted = queryAfter(query, place.after)
    return reach.execute(get, {
      instanceId,
      sortField: "id",
      sortDirection: "asc",
      perPage,
      page: place.page,
      summaryInclude,
      ...(wanted === undefined ? {} : { query: wanted })
    })
  }
  const stop = (error: Trouble): Page => [[{ _tag: "Stopped", error }], Option.none()]
  const start: Place = { after, page: 0 }
  return Stream.paginate(start, (place) =>
    page(place).pipe(
      Effect.map(({ items, totalCount }): Page => {
        const news = items.filter((org) => isAfter(org, place.after))
        if (items.length > 0 && news.length === 0) return stop(new CannotTell("Losant answered the same page again"))
        const steps = news.map(
          (org, index): Listed => ({
            _tag: "Listed",
            org,
            left: totalCount === undefined ? undefined : Math.max(0, totalCount - index - 1)
          })
        )
        return [steps, nextPlace(place, news.at(-1)?.id, news.length, totalCount)]
      }),
      Effect.catch((error) => Effect.succeed(stop(error)))
    )
  )
}

const nextPlace = (
  { after, page }: Place,
  last: string | undefined,
  count: number,
  totalCount: number | undefined
): Option.Option<Place> => {
  if (last === undefined) {
    return (totalCount ?? 0) > 0 && page < mostEmptyPages ? Option.some({ after, page: page + 1 }) : Option.none()
  }
  return totalCount !== undefined && count >= totalCount
    ? Option.none()
    : Option.some({ after: last.toLowerCase(), page: 0 })
}

/**
 * The visits in the order of the organizations, several at once. What would befall all of them ends the walk, and so does
 * Losant where it wants a visit later: then that was none.
 */
export const walk = <A>(
  reach: LosantGateway,
  instanceId: InstanceId,
  visits: Visits<A>
): Stream.Stream<Visited<A> | Stopped> => {
  const visit = ({ org, left }: Listed): Effect.Effect<Visited<A> | Stopped> => {
    const visited = { _tag: "Visited", org, left } as const
    return visits.visit(org).pipe(
      Effect.timeoutOrElse({
        duration: longestVisit,
        orElse: () => Effect.fail(new TooSlow("one organization", longestVisit))
      }),
      Effect.map((value): Visited<A> | Stopped => ({ ...visited, value })),
      Effect.catch((error): Effect.Effect<Visited<A> | Stopped> => {
        switch (extentOf(error)) {
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
  return listed(reach, instanceId, visits).pipe(
    Stream.mapEffect((step) => (step._tag === "Stopped" ? Effect.succeed(step) : visit(step)), { concurrency }),
    Stream.takeUntil(({ _tag }) => _tag === "Stopped")
  )
}
