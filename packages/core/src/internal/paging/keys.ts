// The keys by which the items of a list differ from each other.
import * as Predicate from "effect/Predicate"
import type { Paging } from "../../ActionDeclaration.ts"

/** The key of an item, in lower case: ids are hexadecimal numbers, in which case does not count. */
export type KeyOf = (item: unknown) => string

const valueOf = (item: unknown, field: string): string =>
  Predicate.hasProperty(item, field) ? String(item[field]).toLowerCase() : ""

/** Makes the function that gives the key of an item. */
export const makeKeyOf =
  ({ key }: Paging): KeyOf =>
  (item) =>
    key.map((field) => valueOf(item, field)).join(" ")

/** The order in which a list is requested. */
export interface Sorting {
  readonly sortField?: string
  readonly sortDirection?: string
}

/** The order in which a list is read, unless the program chooses the field. */
export const sortingOf = ({ sortField }: Paging, input: Sorting): Sorting =>
  input.sortField === undefined ? { sortField, sortDirection: input.sortDirection ?? "asc" } : {}

/** True if the list is asked for in ascending order of the keys of its items. */
export const isSortedByKey = ({ key, sortField }: Paging, input: Sorting): boolean =>
  key.length === 1 && key[0] === (input.sortField ?? sortField) && (input.sortDirection ?? "asc") === "asc"

/** True if a page holds the same items as `keys`. */
export const holds = (items: ReadonlyArray<unknown>, keys: ReadonlyArray<string>, keyOf: KeyOf): boolean =>
  items.length === keys.length && items.every((item, index) => keyOf(item) === keys[index])
