/**
 * The organizations of an instance.
 *
 * @module
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import * as Action from "./Action.ts"
import { LosantNotFound } from "./LosantError.ts"
import { InstanceId } from "./schemas/Ids.ts"
import { InstanceOrgPost, InstanceOrgs, Org } from "./schemas/Org.ts"
import { filtered, paged, pagedById, sorted } from "./schemas/params/ListParams.ts"
import { Query } from "./schemas/params/OrgQuery.ts"
import { summarized } from "./schemas/params/Params.ts"

const path = "/instances/:instanceId/orgs"
const params = { instanceId: InstanceId }

/**
 * Returns the organizations of an instance, a page at a time (Losant's `instanceOrgs.get`). `query` overrides
 * `filterField` and `filter`. For all of them use `Pagination.items`.
 *
 * @example
 * ```ts
 * import { InstanceOrgs, type InstanceId } from "@effect-losant/core"
 *
 * const newest = (instanceId: InstanceId) =>
 *   InstanceOrgs.get({ instanceId, sortField: "creationDate", sortDirection: "desc", perPage: 10 })
 * ```
 *
 * @since 0.1.0
 */
export const get = Action.make("instanceOrgs.get", {
  method: "GET",
  path,
  params,
  query: {
    ...sorted(["name", "id", "creationDate", "lastUpdated"]),
    ...paged,
    ...filtered(["name"]),
    ...summarized,
    query: Schema.optionalKey(Query)
  },
  success: InstanceOrgs,
  errors: [LosantNotFound],
  paging: pagedById,
  scopes: "read"
})

/**
 * Creates a new organization (Losant's `instanceOrgs.post`). Losant has no idempotency key: a repeated call creates a
 * second organization. The answer has another shape than that of `InstanceOrg.get`.
 *
 * @example
 * ```ts
 * import { InstanceOrgs, type InstanceId } from "@effect-losant/core"
 *
 * const create = (instanceId: InstanceId) =>
 *   InstanceOrgs.post({ instanceId, orgConfig: { name: "Northwind Plant", limits: { device: 100 } } })
 * ```
 *
 * @since 0.1.0
 */
export const post = Action.make("instanceOrgs.post", {
  method: "POST",
  path,
  params,
  query: summarized,
  body: { orgConfig: InstanceOrgPost },
  success: Org,
  errors: [LosantNotFound],
  scopes: "write"
})
