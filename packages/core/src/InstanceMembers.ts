/**
 * The members of an instance.
 *
 * @module
 * @since 0.2.0
 */
import * as Action from "./Action.ts"
import { LosantNotFound } from "./LosantError.ts"
import { InstanceId } from "./schemas/Ids.ts"
import { InstanceMember, InstanceMemberPost, InstanceMembers } from "./schemas/instance/InstanceMember.ts"
import { filtered, sorted } from "./schemas/params/ListParams.ts"

const path = "/instances/:instanceId/members"
const params = { instanceId: InstanceId }

/**
 * Returns the members of an instance, all at once (Losant's `instanceMembers.get`).
 *
 * @example
 * ```ts
 * import { InstanceMembers, type InstanceId } from "@effect-losant/core"
 *
 * const admins = (instanceId: InstanceId) =>
 *   InstanceMembers.get({ instanceId, filterField: "role", filter: "admin" })
 * ```
 *
 * @since 0.2.0
 */
export const get = Action.make("instanceMembers.get", {
  method: "GET",
  path,
  params,
  query: { ...sorted(["email", "role"]), ...filtered(["email", "role"]) },
  success: InstanceMembers,
  errors: [LosantNotFound],
  scopes: "read"
})

/**
 * Adds a member to an instance (Losant's `instanceMembers.post`).
 *
 * @example
 * ```ts
 * import { InstanceMembers, type InstanceId, type UserId } from "@effect-losant/core"
 *
 * const letLook = (instanceId: InstanceId, userId: UserId) =>
 *   InstanceMembers.post({ instanceId, member: { userId, role: "view" } })
 * ```
 *
 * @since 0.2.0
 */
export const post = Action.make("instanceMembers.post", {
  method: "POST",
  path,
  params,
  body: { member: InstanceMemberPost },
  success: InstanceMember,
  errors: [LosantNotFound],
  scopes: "access"
})
