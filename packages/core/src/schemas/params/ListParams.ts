/**
 * The parameters of lists: sorting, filtering and paging.
 *
 * @module
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import * as SchemaGetter from "effect/SchemaGetter"

const number = { decode: SchemaGetter.Number(), encode: SchemaGetter.String<number>() }

/**
 * The number of the page, counted from 0.
 *
 * @example
 * ```ts
 * import { Schemas } from "@effect-losant/core"
 * import * as Schema from "effect/Schema"
 *
 * const second = Schema.encodeEffect(Schemas.Page)(1)
 * ```
 *
 * @since 0.1.0
 */
export const Page = Schema.String.pipe(
  Schema.decodeTo(Schema.Int.check(Schema.isGreaterThanOrEqualTo(0)), number),
  Schema.annotate({ default: 0 })
)

/**
 * The maximum number of items in a page. Losant may cap it: read `perPage` from the answer.
 *
 * @example
 * ```ts
 * import { Schemas } from "@effect-losant/core"
 * import * as Schema from "effect/Schema"
 *
 * const thousand = Schema.encodeEffect(Schemas.PerPage)(1_000)
 * ```
 *
 * @since 0.1.0
 */
export const PerPage = Schema.String.pipe(
  Schema.decodeTo(Schema.Int.check(Schema.isGreaterThanOrEqualTo(1)), number),
  Schema.annotate({ default: 100 })
)

/**
 * The maximum number of items to answer.
 *
 * @example
 * ```ts
 * import { Schemas } from "@effect-losant/core"
 * import * as Schema from "effect/Schema"
 *
 * const ten = Schema.encodeEffect(Schemas.Limit)(10)
 * ```
 *
 * @since 0.2.0
 */
export const Limit = Schema.String.pipe(Schema.decodeTo(Schema.Int.check(Schema.isGreaterThanOrEqualTo(1)), number))

/**
 * In which direction to sort.
 *
 * @example
 * ```ts
 * import { Schemas } from "@effect-losant/core"
 *
 * const newestFirst = { sortDirection: Schemas.sortDirection("desc") }
 * ```
 *
 * @since 0.2.0
 */
export const sortDirection = (byDefault: "asc" | "desc") =>
  Schema.optionalKey(Schema.Literals(["asc", "desc"]).annotate({ default: byDefault }))

/**
 * The order of a list: the fields by which it can be sorted, of which the first is Losant's default.
 *
 * @example
 * ```ts
 * import { Action, Schemas } from "@effect-losant/core"
 *
 * const newestFirst = { ...Schemas.sorted(["name", "inviteDate"], { field: "inviteDate", direction: "desc" }) }
 * type Sorting = Action.InputOf<typeof newestFirst, Record<never, never>, Record<never, never>>
 * ```
 *
 * @since 0.1.0
 */
export const sorted = <const F extends readonly [string, ...ReadonlyArray<string>]>(
  by: F,
  options: { readonly field?: F[number]; readonly direction: "asc" | "desc" } = { direction: "asc" }
) => ({
  sortField: Schema.optionalKey(Schema.Literals(by).annotate({ default: options.field ?? by[0] })),
  sortDirection: sortDirection(options.direction)
})

/**
 * The parameters that filter a list: `filter` on `filterField`, where `*` stands for any characters.
 *
 * @example
 * ```ts
 * import { InstanceOrgs, type InstanceId } from "@effect-losant/core"
 *
 * // `InstanceOrgs.get` takes filtered(["name"]), so that:
 * const named = (instanceId: InstanceId) => InstanceOrgs.get({ instanceId, filterField: "name", filter: "Northwind*" })
 * ```
 *
 * @since 0.1.0
 */
export const filtered = <const F extends ReadonlyArray<string>>(by: F) => ({
  filterField: Schema.optionalKey(Schema.Literals(by)),
  filter: Schema.optionalKey(Schema.String)
})

/**
 * The page of a list.
 *
 * @example
 * ```ts
 * import { InstanceOrgs, type InstanceId } from "@effect-losant/core"
 *
 * const secondPage = (instanceId: InstanceId) => InstanceOrgs.get({ instanceId, page: 1, perPage: 50 })
 * ```
 *
 * @since 0.1.0
 */
export const paged = { page: Schema.optionalKey(Page), perPage: Schema.optionalKey(PerPage) }

/**
 * The paging of most lists: by number, and sorted by the ids of their items while they are read.
 *
 * @example
 * ```ts
 * import { type Action, Schemas } from "@effect-losant/core"
 *
 * const paging: Action.Paging = Schemas.pagedById
 * ```
 *
 * @since 0.2.0
 */
export const pagedById = { by: "page", sortField: "id", key: ["id"] } as const
