/**
 * Answers a list: filters, sorts and pages the items of a collection as the declaration of the list says.
 *
 * @since 0.1.0
 */
import type { Action } from "@effect-losant/core"
import { appliedFilter, filterItems, paginate, paginateByCursor, reversed, sortItems } from "../query/Listing.ts"
import type { Sliceable } from "../state/OrgTable.ts"
import { cacheByIdentity } from "../util/identityCache.ts"
import type { Json } from "./Collection.ts"
import { type CollectionDeclaration, defaultOf, fieldsOf, type Params } from "./Declaration.ts"

/** The parameters that lists have in common. */
interface ListInput {
  readonly sortField?: string
  readonly sortDirection?: "asc" | "desc"
  readonly page?: number
  readonly perPage?: number
  readonly limit?: number
  readonly startingAfterId?: string
  readonly endingBeforeId?: string
  readonly filterField?: string
  readonly filter?: string
}

/** The text by which an item is sorted. Numbers sort by their size: those of Losant's lists are counts. @since 0.2.0 */
export const sortKey = (item: Json, field: string): string => {
  const value = item[field]
  return typeof value === "number" ? String(value).padStart(20, "0") : textOf(item, field)
}

const textOf = (item: Json, field: string): string => String(item[field] ?? "")

interface Sorting {
  readonly sortField: string
  readonly sortDirection: "asc" | "desc"
}

// A program that reads all pages asks for the same order with each of them.
const sortAll = cacheByIdentity((items: ReadonlyArray<Json>, key: string) => {
  const [sortField = "", direction, idField = ""] = key.split(" ")
  return sortItems(
    items,
    direction === "desc" ? "desc" : "asc",
    (item) => sortKey(item, sortField),
    (item) => textOf(item, idField)
  )
})

const sort = (items: ReadonlyArray<Json>, sorting: Sorting | undefined, idField: string) =>
  sorting === undefined ? items : sortAll(items, `${sorting.sortField} ${sorting.sortDirection} ${idField}`)

/** The input with the defaults that the list declares. */
const withDefaults = (list: Action.Any, input: ListInput): ListInput => {
  const defaults = Object.entries(list.query).map(([name, field]) => [name, defaultOf(field)])
  return { ...Object.fromEntries(defaults.filter(([, value]) => value !== undefined)), ...input }
}

const pageOfSorted = (items: Sliceable<Json>, { page = 0, perPage = 100 }: ListInput, max: number) =>
  paginate(items, page, Math.min(perPage, max))

const pageOf = (list: Action.Any, items: ReadonlyArray<Json>, input: ListInput, idField: string, max: number) => {
  const { limit = 100, startingAfterId, endingBeforeId } = input
  if ("page" in list.query) return pageOfSorted(items, input, max)
  if ("startingAfterId" in list.query) {
    const cursor = { startingAfterId, endingBeforeId, limit: Math.min(limit, max) }
    return {
      ...paginateByCursor(items, cursor, (item) => textOf(item, idField)),
      ...(startingAfterId === undefined ? {} : { startingAfterId }),
      ...(endingBeforeId === undefined ? {} : { endingBeforeId })
    }
  }
  return { items, count: items.length }
}

const sortingOf = ({ sortField, sortDirection }: ListInput): Sorting | undefined =>
  sortField === undefined || sortDirection === undefined ? undefined : { sortField, sortDirection }

/** The field by which a list is sorted whose filter takes all items. Undefined for any other list. @since 0.2.0 */
export const plainSortField = (list: Action.Any, input: Json): string | undefined => {
  // Sound: decoded by the declaration of a list, whose parameters have these names and types in all lists.
  const query = withDefaults(list, input as ListInput)
  const isFiltered = query.filter !== undefined && query.filterField !== undefined
  return isFiltered || !("page" in list.query) ? undefined : sortingOf(query)?.sortField
}

/** A request for a list. @since 0.1.0 */
export interface ListRequest {
  readonly items: ReadonlyArray<Json>
  /** The items that an advanced query selects. They override the filter. */
  readonly selected: ReadonlyArray<Json> | undefined
  /** All items in the ascending order of the field that the list is sorted by. If they are there, `items` may be empty. */
  readonly sorted: Sliceable<Json> | undefined
  readonly view: (item: Json) => object
  readonly input: Json
  readonly params: Params
  readonly maxPerPage: number
}

/** The answer of a collection's list. @since 0.1.0 */
export const listItems = (
  { list, idField }: CollectionDeclaration & { readonly list: Action.Any },
  { items, selected, sorted, view, input, params, maxPerPage }: ListRequest
): unknown => {
  // Sound: decoded by the declaration of a list, whose parameters have these names and types in all lists.
  const query = withDefaults(list, input as ListInput)
  const sorting = sortingOf(query)
  const { items: pageItems, ...counts } =
    sorted === undefined
      ? pageOf(list, sort(selected ?? filterItems(items, query, textOf), sorting, idField), query, idField, maxPerPage)
      : pageOfSorted(sorting?.sortDirection === "desc" ? reversed(sorted) : sorted, query, maxPerPage)
  const views = pageItems.map(view)
  const fields = fieldsOf(list.success)
  // A list without `items` is a bare array.
  if (fields["items"] === undefined) return views
  return {
    items: views,
    ...Object.fromEntries(Object.entries(params).filter(([name]) => name in fields)),
    ...counts,
    ...sorting,
    ...(selected === undefined ? appliedFilter(query) : {})
  }
}
