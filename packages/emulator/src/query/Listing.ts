/**
 * Filtering, sorting and paging of lists.
 *
 * @since 0.1.0
 */
import type { Sliceable } from "../state/OrgTable.ts"
import { matchesGlob } from "../util/Glob.ts"
import { comparePlaces } from "../util/places.ts"

/** A filter: it applies when both of its parts are there. @since 0.1.0 */
export interface Filter {
  readonly filterField?: string
  readonly filter?: string
}

/** The items that match a filter. `field` gives the text of an item under a name. @since 0.1.0 */
export const filterItems = <A>(
  items: ReadonlyArray<A>,
  { filterField, filter }: Filter,
  field: (item: A, name: string) => string
): ReadonlyArray<A> =>
  filterField === undefined || filter === undefined
    ? items
    : items.filter((item) => matchesGlob(filter, field(item, filterField)))

/** The filter as an answer repeats it: empty when nothing was filtered. @since 0.1.0 */
export const appliedFilter = ({ filterField, filter }: Filter): Filter =>
  filterField === undefined || filter === undefined ? {} : { filterField, filter }

/**
 * The items sorted by a text, whose case is ignored. Equal texts are ordered by their ids, so that pages never overlap.
 *
 * @since 0.1.0
 */
export const sortItems = <A>(
  items: ReadonlyArray<A>,
  direction: "asc" | "desc",
  field: (item: A) => string,
  id: (item: A) => string
): ReadonlyArray<A> => {
  const sign = direction === "asc" ? 1 : -1
  return items
    .map((item) => ({ item, text: field(item).toLowerCase(), id: id(item) }))
    .sort((left, right) => sign * comparePlaces(left, right))
    .map(({ item }) => item)
}

/** The list from its end to its beginning. @since 0.2.0 */
export const reversed = <A>(list: Sliceable<A>): Sliceable<A> => {
  const { length } = list
  return {
    length,
    slice: (start, end) => list.slice(Math.max(0, length - end), Math.max(0, length - start)).toReversed()
  }
}

/** One page of a list; the first page is page 0. @since 0.1.0 */
export const paginate = <A>(items: Sliceable<A>, page: number, perPage: number) => {
  const onPage = items.slice(page * perPage, (page + 1) * perPage)
  return { items: onPage, count: onPage.length, totalCount: items.length, page, perPage }
}

/** The part of a list to answer: after one item, before one item, or from the beginning. @since 0.1.0 */
export interface Cursor {
  readonly startingAfterId: string | undefined
  readonly endingBeforeId: string | undefined
  readonly limit: number
}

/**
 * The items after or before an id, and whether there are more in that direction. An id that no item has gives nothing.
 *
 * @since 0.1.0
 */
export const paginateByCursor = <A>(
  items: ReadonlyArray<A>,
  { startingAfterId, endingBeforeId, limit }: Cursor,
  id: (item: A) => string
) => {
  const indexOf = (cursor: string) => items.findIndex((item) => id(item) === cursor)
  const isBackwards = startingAfterId === undefined && endingBeforeId !== undefined
  const last = startingAfterId === undefined ? -1 : indexOf(startingAfterId)
  const isUnknown = startingAfterId !== undefined && last < 0
  const rest = isBackwards
    ? items.slice(0, Math.max(0, indexOf(endingBeforeId)))
    : items.slice(isUnknown ? items.length : last + 1)
  const onPage = isBackwards ? rest.slice(-limit) : rest.slice(0, limit)
  return { items: onPage, count: onPage.length, limit, hasMore: rest.length > onPage.length }
}
