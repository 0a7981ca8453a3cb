/**
 * Lists that come in pages, as streams of all their pages or all their items.
 *
 * The list may change while it is read. Sorted by id, as it is unless told otherwise, new items come at its end and
 * changed ones keep their place; when items before the place reached are deleted, the pages before it are read again,
 * so that what moved there is not missed. How many were deleted shows only in the total, in which creations between the
 * same two pages hide as many deletions: then an item that moved can be missed.
 *
 * @example
 * ```ts
 * import { InstanceOrgs, type InstanceId, Pagination } from "@effect-losant/core"
 * import * as Stream from "effect/Stream"
 *
 * const disabled = (instanceId: InstanceId) =>
 *   Pagination.items(InstanceOrgs.get, { instanceId, query: { disabledAt: { $ne: false } } }).pipe(
 *     Stream.map((org) => org.name),
 *     Stream.runCollect
 *   )
 * ```
 *
 * @module
 * @since 0.1.0
 */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { pathTemplate } from "./internal/encode/pathTemplate.ts"
import { makeDedupeById } from "./internal/util/dedupeById.ts"
import type { Losant } from "./Losant.ts"
import { LosantPageRepeated } from "./LosantError.ts"
import type { CallOptions } from "./LosantOptions.ts"

/**
 * The parameters by which the input of a list chooses a page.
 *
 * @example
 * ```ts
 * import type { Pagination } from "@effect-losant/core"
 *
 * const newestFirst: Pagination.PagedInput = { perPage: 500, sortField: "creationDate", sortDirection: "desc" }
 * ```
 *
 * @since 0.1.0
 */
export interface PagedInput {
  readonly page?: number
  readonly perPage?: number
  readonly sortField?: string
  readonly sortDirection?: string
}

/**
 * The fields of a page.
 *
 * @example
 * ```ts
 * import type { Pagination } from "@effect-losant/core"
 *
 * const idsOn = ({ items }: Pagination.Page) => items.map(({ id }) => id)
 * ```
 *
 * @since 0.1.0
 */
export interface Page {
  readonly items: ReadonlyArray<{ readonly id: string }>
  readonly totalCount?: number
  readonly perPage?: number
}

/**
 * An action that answers a page of a list: `InstanceOrgs.get` and `Instances.get`.
 *
 * @example
 * ```ts
 * import type { Pagination } from "@effect-losant/core"
 *
 * const firstPage = <I extends Pagination.PagedInput, P extends Pagination.Page, E>(
 *   list: Pagination.PagedAction<I, P, E>,
 *   input: I
 * ) => list({ ...input, page: 0 })
 * ```
 *
 * @since 0.1.0
 */
export interface PagedAction<I, P extends Page, E> {
  (input: I, options?: CallOptions): Effect.Effect<P, E, Losant>
  readonly action: string
  readonly path: string
}

interface Place {
  readonly page: number
  /** The ids of the page before; absent at the start and where pages are read again on purpose. */
  readonly idsBefore?: ReadonlyArray<string>
  readonly totalBefore?: number
  /** The page that was last read again: what it held, and how often in a row it held the same. */
  readonly reread?: { readonly ids: ReadonlyArray<string>; readonly unchanged: number }
}

/** How often a page is read again where that brings nothing new: a total that falls and rises would never end. */
const maximumRereads = 100

/**
 * All pages of a list, in order, from `input.page` on (the first, unless given). Fails with the errors of the action,
 * and with `LosantPageRepeated` when Losant answers the same page twice in a row, or has it read again 100 times in a
 * row by a total that falls, and nothing in it changes.
 *
 * @example
 * ```ts
 * import { InstanceOrgs, type InstanceId, Pagination } from "@effect-losant/core"
 * import * as Effect from "effect/Effect"
 * import * as Stream from "effect/Stream"
 *
 * const inPages = (instanceId: InstanceId) =>
 *   Pagination.pages(InstanceOrgs.get, { instanceId, perPage: 500 }).pipe(
 *     Stream.tap(({ items, totalCount }) => Effect.logInfo(`${items.length} of ${totalCount}`)),
 *     Stream.runDrain
 *   )
 * ```
 *
 * @since 0.1.0
 */
export const pages = <I extends PagedInput | undefined, P extends Page, E>(
  action: PagedAction<I, P, E>,
  input: NoInfer<Exclude<I, undefined>>,
  options?: CallOptions
): Stream.Stream<P, E | LosantPageRepeated, Losant> => read(action, input, options, (page) => [page])

/**
 * All items of a list, each once. Fails like {@link pages}. Sorted by id, as it is unless told otherwise, the stream
 * keeps as much memory for a long list as for a short one; in another order it keeps the id of each item.
 *
 * The next page is asked for when the items of one are used up. To have it read while they are worked on, pipe the
 * stream through `Stream.bufferArray({ capacity: 1 })`: then up to two pages are read ahead, one after the other.
 *
 * @example
 * ```ts
 * import { InstanceOrgs, type InstanceId, Pagination } from "@effect-losant/core"
 * import * as Stream from "effect/Stream"
 *
 * const readOnly = (instanceId: InstanceId) =>
 *   Pagination.items(InstanceOrgs.get, { instanceId }).pipe(
 *     Stream.filter(({ isReadOnly }) => isReadOnly === true),
 *     Stream.take(10),
 *     Stream.runCollect
 *   )
 * ```
 *
 * @since 0.1.0
 */
export const items = <I extends PagedInput | undefined, P extends Page, E>(
  action: PagedAction<I, P, E>,
  input: NoInfer<Exclude<I, undefined>>,
  options?: CallOptions
): Stream.Stream<P["items"][number], E | LosantPageRepeated, Losant> =>
  Stream.suspend(() => {
    const dedupe = makeDedupeById(isSortedById(input))
    return read(action, input, options, (page): P["items"] => dedupe(page.items))
  })

/** Reads a list page by page, and gives of each what `partOf` takes. */
const read = <I extends PagedInput | undefined, P extends Page, E, A>(
  action: PagedAction<I, P, E>,
  input: NoInfer<Exclude<I, undefined>>,
  options: CallOptions | undefined,
  partOf: (page: P) => ReadonlyArray<A>
): Stream.Stream<A, E | LosantPageRepeated, Losant> => {
  const first = input.page ?? 0
  const start: Place = { page: first }
  const sortedInput = input.sortField === undefined ? { sortField: "id", sortDirection: "asc", ...input } : input
  return Stream.paginate(
    start,
    Effect.fnUntraced(function* (place: Place) {
      // Sound: `page` is a number in every paged input, and `sortField` can be "id" in all of them.
      const answer = yield* action({ ...sortedInput, page: place.page } as I, options)
      if (repeats(place, answer)) return yield* Effect.fail(repeatedError(action, input, place.page, sameAsBefore))
      const reread = nextReread(place, answer)
      if ((reread?.unchanged ?? 0) >= maximumRereads) {
        return yield* Effect.fail(repeatedError(action, input, place.page, readTooOften))
      }
      const next = nextPlace({ ...place, ...(reread === undefined ? {} : { reread }) }, first, answer, input.perPage)
      // Everything from there on is read again, this page too. If its items were emitted now, they would come before
      // others that stand in front of them.
      const goesBack = Option.isSome(next) && next.value.page < place.page
      return [goesBack ? [] : partOf(answer), next] as const
    })
  )
}

const isSortedById = ({ sortField = "id", sortDirection = "asc" }: PagedInput): boolean =>
  sortField === "id" && sortDirection === "asc"

const hasIds = ({ items }: Page, ids: ReadonlyArray<string>): boolean =>
  items.length === ids.length && items.every(({ id }, index) => id === ids[index])

const repeats = ({ idsBefore }: Place, answer: Page): boolean =>
  idsBefore !== undefined && idsBefore.length > 0 && hasIds(answer, idsBefore)

const nextReread = ({ reread, idsBefore }: Place, answer: Page): Place["reread"] => {
  if (reread === undefined || idsBefore !== undefined) return reread
  return { ids: answer.items.map(({ id }) => id), unchanged: hasIds(answer, reread.ids) ? reread.unchanged + 1 : 0 }
}

const sameAsBefore = "is the same as the page before it"
const readTooOften = `was read again ${maximumRereads} times, since the total of the list fell each time, and is the same`

const repeatedError = (
  { action, path }: { readonly action: string; readonly path: string },
  input: PagedInput,
  page: number,
  why: string
) =>
  new LosantPageRepeated({
    action,
    method: "GET",
    path: pathTemplate(path)(Object.fromEntries(Object.entries(input))),
    page,
    message: `${action}: page ${page} of the list ${why}, so the rest cannot be read`
  })

// Losant may cap `perPage`, so the answer says how far one page reaches.
const nextPlace = (
  place: Place,
  first: number,
  answer: Page,
  perPageOfInput: number | undefined
): Option.Option<Place> => {
  const { items, totalCount } = answer
  const perPage = Math.max(1, answer.perPage ?? perPageOfInput ?? items.length)
  const deletions = Math.max(0, (place.totalBefore ?? 0) - (totalCount ?? Number.POSITIVE_INFINITY))
  const total = totalCount === undefined ? {} : { totalBefore: totalCount }
  const { reread } = place
  if (deletions > 0 && place.page > first) {
    const page = Math.max(first, place.page - Math.ceil(deletions / perPage))
    return Option.some({ page, ...total, reread: reread ?? { ids: [], unchanged: 0 } })
  }
  const isLast = items.length === 0 || (totalCount !== undefined && (place.page + 1) * perPage >= totalCount)
  if (isLast) return Option.none()
  const idsBefore = items.map(({ id }) => id)
  return Option.some({ page: place.page + 1, idsBefore, ...total, ...(reread === undefined ? {} : { reread }) })
}
