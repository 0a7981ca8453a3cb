/**
 * Answers a list: filters, sorts and pages the items of a collection as the declaration of the list says.
 *
 * @since 0.1.0
 */
import type { Action } from "@effect-losant/core"
import { appliedFilter, filterItems, paginate, paginateByCursor, sortItems } from "../query/Listing.ts"
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

/** Numbers sort by their size. Those of Losant's lists are counts. */
const sortKey = (item: Json, field: string): string => {
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

const sort = (items: ReadonlyArray<Json>, { sortField, sortDirection }: Partial<Sorting>, idField: string) =>
  sortField === undefined ? items : sortAll(items, `${sortField} ${sortDirection ?? "asc"} ${idField}`)

/** The input with the defaults that the list declares. */
const withDefaults = (list: Action.Any, input: ListInput): ListInput => {
  const defaults = Object.entries(list.query).map(([name, field]) => [name, defaultOf(field)])
  return { ...Object.fromEntries(defaults.filter(([, value]) => value !== undefined)), ...input }
}

const pageOf = (list: Action.Any, items: ReadonlyArray<Json>, input: ListInput, idField: string, max: number) => {
  const { page = 0, perPage = 100, limit = 100, startingAfterId, endingBeforeId } = input
  if ("page" in list.query) return paginate(items, page, Math.min(perPage, max))
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

/** A request for a list. @since 0.1.0 */
export interface ListRequest {
  readonly items: ReadonlyArray<Json>
  /** The items that an advanced query selects. They override the filter. */
  readonly selected: ReadonlyArray<Json> | undefined
  readonly view: (item: Json) => object
  readonly input: Json
  readonly params: Params
  readonly maxPerPage: number
}

/** The answer of a collection's list. @since 0.1.0 */
export const listItems = (
  { list, idField }: CollectionDeclaration & { readonly list: Action.Any },
  { items, selected, view, input, params, maxPerPage }: ListRequest
): unknown => {
  // Sound: decoded by the declaration of a list, whose parameters have these names and types in all lists.
  const query = withDefaults(list, input as ListInput)
  const { sortField, sortDirection } = query
  const sorting = sortField === undefined || sortDirection === undefined ? {} : { sortField, sortDirection }
  const ordered = sort(selected ?? filterItems(items, query, textOf), sorting, idField)
  const { items: pageItems, ...counts } = pageOf(list, ordered, query, idField, maxPerPage)
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
