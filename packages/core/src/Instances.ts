/**
 * The instances that a token reaches.
 *
 * @module
 * @since 0.1.0
 */
import * as Action from "./Action.ts"
import { Instances } from "./schemas/Instance.ts"
import { filtered, paged, pagedById, sorted } from "./schemas/params/ListParams.ts"

/**
 * Returns the instances that the token reaches, a page at a time (Losant's `instances.get`). Only a user's token can
 * list instances; an instance token is refused.
 *
 * @example
 * ```ts
 * import { Instances } from "@effect-losant/core"
 * import * as Effect from "effect/Effect"
 *
 * const names = Instances.get({ sortField: "name" }).pipe(
 *   Effect.map(({ items }) => items.map(({ name, id }) => name ?? id))
 * )
 * ```
 *
 * @since 0.1.0
 */
export const get = Action.make("instances.get", {
  method: "GET",
  path: "/instances",
  params: {},
  query: { ...sorted(["name", "id", "creationDate", "lastUpdated"]), ...paged, ...filtered(["name"]) },
  success: Instances,
  paging: pagedById,
  scopes: "user"
})
