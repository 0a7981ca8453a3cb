/**
 * One member of an instance.
 *
 * @module
 * @since 0.2.0
 */
import * as Action from "./Action.ts"
import { LosantNotFound } from "./LosantError.ts"
import { InstanceId, UserId } from "./schemas/Ids.ts"
import { InstanceMember, InstanceMemberPatch } from "./schemas/instance/InstanceMember.ts"
import { Success } from "./schemas/Success.ts"

const path = "/instances/:instanceId/members/:userId"
const params = { instanceId: InstanceId, userId: UserId }

/**
 * Retrieves information on a member of an instance (Losant's `instanceMember.get`).
 *
 * @example
 * ```ts
 * import { InstanceMember, type InstanceId, type UserId } from "@effect-losant/core"
 *
 * const member = (instanceId: InstanceId, userId: UserId) => InstanceMember.get({ instanceId, userId })
 * ```
 *
 * @since 0.2.0
 */
export const get = Action.make("instanceMember.get", {
  method: "GET",
  path,
  params,
  success: InstanceMember,
  errors: [LosantNotFound],
  scopes: "read"
})

/**
 * Changes the role of a member of an instance (Losant's `instanceMember.patch`).
 *
 * @example
 * ```ts
 * import { InstanceMember, type InstanceId, type UserId } from "@effect-losant/core"
 *
 * const promote = (instanceId: InstanceId, userId: UserId) =>
 *   InstanceMember.patch({ instanceId, userId, member: { role: "admin" } })
 * ```
 *
 * @since 0.2.0
 */
export const patch = Action.make("instanceMember.patch", {
  method: "PATCH",
  path,
  params,
  body: { member: InstanceMemberPatch },
  success: InstanceMember,
  errors: [LosantNotFound],
  scopes: "access"
})

/**
 * Removes a member from an instance (Losant's `instanceMember.delete`). The person keeps the account.
 *
 * @example
 * ```ts
 * import { InstanceMember, type InstanceId, type UserId } from "@effect-losant/core"
 *
 * const remove = (instanceId: InstanceId, userId: UserId) => InstanceMember.delete({ instanceId, userId })
 * ```
 *
 * @since 0.2.0
 */
const del = Action.make("instanceMember.delete", {
  method: "DELETE",
  path,
  params,
  success: Success,
  errors: [LosantNotFound],
  scopes: "access"
})

export { del as delete }
