/**
 * The fields of a list beside its items.
 *
 * @module
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import { known } from "./Scalars.ts"

/**
 * The filter, the order and the number of items of a list.
 *
 * @example
 * ```ts
 * import { listFields } from "@effect-losant/core/schemas/List"
 * import * as Schema from "effect/Schema"
 *
 * const Names = Schema.Struct({ items: Schema.Array(Schema.String), ...listFields })
 * ```
 *
 * @since 0.1.0
 */
export const listFields = {
  count: Schema.optionalKey(Schema.Int),
  filter: Schema.optionalKey(Schema.String),
  filterField: Schema.optionalKey(Schema.String),
  sortField: Schema.optionalKey(Schema.String),
  sortDirection: Schema.optionalKey(known(["asc", "desc", "ASC", "DESC", ""]))
}

/**
 * The same for a list that comes in pages: which page this is, and how many items there are in all.
 *
 * @example
 * ```ts
 * import { pagedListFields } from "@effect-losant/core/schemas/List"
 * import * as Schema from "effect/Schema"
 *
 * const PageOfNames = Schema.Struct({ items: Schema.Array(Schema.String), ...pagedListFields })
 * ```
 *
 * @since 0.1.0
 */
export const pagedListFields = {
  ...listFields,
  totalCount: Schema.optionalKey(Schema.Int),
  perPage: Schema.optionalKey(Schema.Int),
  page: Schema.optionalKey(Schema.Int)
}
