/**
 * Lists that come in pages, as streams of all their pages or all their items.
 *
 * The list may change while it is read. An action declares by what its list is sorted unless told otherwise, mostly by
 * id: in that order new items come at its end and changed ones keep their place. When items before the place reached are
 * deleted, the pages before it are read again, so that what moved there is not missed. How many were deleted shows only
 * in the total, in which creations between the same two pages hide as many deletions: then an item that moved can be
 * missed. A list that is paged by a cursor, such as that of the sandboxes, misses nothing where it is sorted by id.
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
import type { Paging } from "./ActionDeclaration.ts"
import { pathTemplate } from "./internal/encode/pathTemplate.ts"
import { makeDedupe } from "./internal/paging/dedupe.ts"
import { holds, isSortedByKey, makeKeyOf, sortingOf } from "./internal/paging/keys.ts"
import { nextPlace, obstacleOf, type Place } from "./internal/paging/pageNumber.ts"
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
  /** In place of `page`, for a list that is paged by a cursor: the stream begins after this item. */
  readonly startingAfterId?: string
  /** In place of `perPage`, for such a list. */
  readonly limit?: number
  /** Not for a stream, which reads a list from its beginning to its end. */
  readonly endingBeforeId?: string
}

/**
 * The fields of a page.
 *
 * @example
 * ```ts
 * import type { Pagination } from "@effect-losant/core"
 *
 * const isEmpty = ({ items }: Pagination.Page) => items.length === 0
 * ```
 *
 * @since 0.1.0
 */
export interface Page {
  readonly items: ReadonlyArray<unknown>
  readonly totalCount?: number
  readonly perPage?: number
  /** True if more items follow in a list that is paged by a cursor. */
  readonly hasMore?: boolean
}

/**
 * An action that answers a page of a list, such as `InstanceOrgs.get`. An action whose list comes whole does not fit.
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
  readonly paging: Paging
}

/**
 * The input of a list without what has no meaning for a stream of all of it.
 *
 * @example
 * ```ts
 * import { type InstanceId, InstanceOrgs, Pagination } from "@effect-losant/core"
 *
 * type Input = Pagination.StreamInput<Parameters<typeof InstanceOrgs.get>[0]>
 * const fromSecondPage = (instanceId: InstanceId): Input => ({ instanceId, page: 1 })
 * ```
 *
 * @since 0.2.0
 */
export type StreamInput<I> = Exclude<I, undefined> & { readonly endingBeforeId?: never }

/**
 * All pages of a list, in order, from `input.page` on (the first, unless given). Fails with the errors of the action,
 * and with `LosantPageRepeated` when the list makes no progress:
 * - Losant answers the same page twice in a row,
 * - or an empty page, although its total says that more items follow,
 * - or its total falls again and again: then a page is read 100 times in a row, and nothing in it changes.
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
  input: NoInfer<StreamInput<I>>,
  options?: CallOptions
): Stream.Stream<P, E | LosantPageRepeated, Losant> => read(action, input, options, (page) => [page])

/**
 * All items of a list, each once. Fails like {@link pages}. Sorted by id, the stream keeps as much memory for a long list
 * as for a short one; in another order it keeps what tells each item from the others.
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
  input: NoInfer<StreamInput<I>>,
  options?: CallOptions
): Stream.Stream<P["items"][number], E | LosantPageRepeated, Losant> =>
  Stream.suspend(() => {
    const dedupe = makeDedupe(isSortedByKey(action.paging, input), makeKeyOf(action.paging))
    return read(action, input, options, (page): P["items"] => dedupe(page.items))
  })

/** Reads a list page by page, and gives of each what `partOf` takes. */
const read = <I extends PagedInput | undefined, P extends Page, E, A>(
  action: PagedAction<I, P, E>,
  input: PagedInput,
  options: CallOptions | undefined,
  partOf: (page: P) => ReadonlyArray<A>
): Stream.Stream<A, E | LosantPageRepeated, Losant> => {
  const { paging } = action
  const keyOf = makeKeyOf(paging)
  const sortedInput = { ...sortingOf(paging, input), ...input }
  // Sound: `page` and `startingAfterId` are what a list takes that is paged so, and it can be sorted by `paging.sortField`.
  const ask = (place: PagedInput) => action({ ...sortedInput, ...place } as I, options)
  const failRepeated = (page: number, why: string) => Effect.fail(repeatedError(action, input, page, why))

  const byNumber = Effect.fnUntraced(function* (place: Place) {
    const answer = yield* ask({ page: place.page })
    const obstacle = obstacleOf(place, answer, input, keyOf)
    if (obstacle !== undefined) return yield* failRepeated(place.page, obstacle)
    const next = nextPlace(place, answer, input, keyOf)
    // Everything from there on is read again, this page too. If its items were emitted now, they would come before
    // others that stand in front of them.
    const goesBack = Option.isSome(next) && next.value.page < place.page
    return [goesBack ? [] : partOf(answer), next] as const
  })

  const byCursor = Effect.fnUntraced(function* ({ page, after, keysBefore }: Cursor) {
    const answer = yield* ask(after === undefined ? {} : { startingAfterId: after })
    const { items, hasMore } = answer
    if (items.length > 0 && holds(items, keysBefore, keyOf))
      return yield* failRepeated(page, "is the same as the page before it")
    const last = items.at(-1)
    if (last === undefined && hasMore === true)
      return yield* failRepeated(page, "is empty, though it says that more follow")
    const isLast = last === undefined || hasMore === false
    const next = isLast
      ? Option.none()
      : Option.some({ page: page + 1, after: keyOf(last), keysBefore: items.map(keyOf) })
    return [partOf(answer), next] as const
  })

  return paging.by === "page"
    ? Stream.paginate({ page: input.page ?? 0 }, byNumber)
    : Stream.paginate({ page: 0, after: input.startingAfterId, keysBefore: [] }, byCursor)
}

interface Cursor {
  /** The number of pages before this one. */
  readonly page: number
  /** The id of the last item that came. */
  readonly after: string | undefined
  readonly keysBefore: ReadonlyArray<string>
}

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
