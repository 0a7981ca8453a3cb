/**
 * The members of an organization.
 *
 * @module
 * @since 0.1.0
 */
import * as Action from "./Action.ts"
import { LosantNotFound } from "./LosantError.ts"
import { InstanceId, OrgId } from "./schemas/Ids.ts"
import { InstanceOrgMember, InstanceOrgMemberPost, InstanceOrgMembers } from "./schemas/Member.ts"
import { filtered, sorted } from "./schemas/params/ListParams.ts"

const path = "/instances/:instanceId/orgs/:orgId/members"
const params = { instanceId: InstanceId, orgId: OrgId }

/**
 * Returns the members of an organization, all at once (Losant's `instanceOrgMembers.get`).
 *
 * @example
 * ```ts
 * import { InstanceOrgMembers, type InstanceId, type OrgId } from "@effect-losant/core"
 * import * as Effect from "effect/Effect"
 *
 * const admins = (instanceId: InstanceId, orgId: OrgId) =>
 *   InstanceOrgMembers.get({ instanceId, orgId, filterField: "role", filter: "admin" }).pipe(
 *     Effect.map(({ items }) => items.map(({ email, userId }) => email ?? userId))
 *   )
 * ```
 *
 * @since 0.1.0
 */
export const get = Action.make("instanceOrgMembers.get", {
  method: "GET",
  path,
  params,
  query: { ...sorted(["email", "role"]), ...filtered(["email", "role"]) },
  success: InstanceOrgMembers,
  errors: [LosantNotFound],
  scopes: "read"
})

/**
 * Creates a new organization member, by `userId` or by `email` (Losant's `instanceOrgMembers.post`).
 *
 * @example
 * ```ts
 * import { InstanceOrgMembers, type InstanceId, type OrgId } from "@effect-losant/core"
 *
 * const add = (instanceId: InstanceId, orgId: OrgId) =>
 *   InstanceOrgMembers.post({ instanceId, orgId, member: { email: "jo@example.com", role: "view" } })
 * ```
 *
 * @since 0.1.0
 */
export const post = Action.make("instanceOrgMembers.post", {
  method: "POST",
  path,
  params,
  body: { member: InstanceOrgMemberPost },
  success: InstanceOrgMember,
  errors: [LosantNotFound],
  scopes: "access"
})
