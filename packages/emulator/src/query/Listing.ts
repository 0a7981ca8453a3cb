/**
 * Filtering, sorting and paging of lists.
 *
 * @since 0.1.0
 */
import { matchesGlob } from "../util/Glob.ts"

/** How a list is to be filtered; both or nothing. @since 0.1.0 */
export interface Filter {
  readonly filterField?: string
  readonly filter?: string
}

/** What fits a filter. `field` gives the text of an item under a name. @since 0.1.0 */
export const filterItems = <A>(
  items: ReadonlyArray<A>,
  { filterField, filter }: Filter,
  field: (item: A, name: string) => string
): ReadonlyArray<A> =>
  filterField === undefined || filter === undefined
    ? items
    : items.filter((item) => matchesGlob(filter, field(item, filterField)))

/** The filter as answers repeat it: nothing where nothing was filtered. @since 0.1.0 */
export const appliedFilter = ({ filterField, filter }: Filter): Filter =>
  filterField === undefined || filter === undefined ? {} : { filterField, filter }

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0)

/**
 * Sorted by a text in whatever case. Where that is the same the `id` decides, so that pages never overlap.
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
  return items.toSorted(
    (left, right) =>
      sign * (compare(field(left).toLowerCase(), field(right).toLowerCase()) || compare(id(left), id(right)))
  )
}

/** One page of a list, counted from 0. @since 0.1.0 */
export const paginate = <A>(items: ReadonlyArray<A>, page: number, perPage: number) => {
  const onPage = items.slice(page * perPage, (page + 1) * perPage)
  return { items: onPage, count: onPage.length, totalCount: items.length, page, perPage }
}
