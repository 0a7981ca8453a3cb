/**
 * One member of an organization.
 *
 * @module
 * @since 0.1.0
 */
import * as Action from "./Action.ts"
import { LosantNotFound } from "./LosantError.ts"
import { InstanceId, OrgId, UserId } from "./schemas/Ids.ts"
import { InstanceOrgMember, InstanceOrgMemberPatch } from "./schemas/Member.ts"
import { Success } from "./schemas/Success.ts"

const path = "/instances/:instanceId/orgs/:orgId/members/:userId"
const params = { instanceId: InstanceId, orgId: OrgId, userId: UserId }

/**
 * Returns an organization member (Losant's `instanceOrgMember.get`).
 *
 * @example
 * ```ts
 * import { InstanceOrgMember, type InstanceId, type OrgId, type UserId } from "@effect-losant/core"
 * import * as Effect from "effect/Effect"
 *
 * const roleOf = (instanceId: InstanceId, orgId: OrgId, userId: UserId) =>
 *   InstanceOrgMember.get({ instanceId, orgId, userId }).pipe(Effect.map(({ role }) => role))
 * ```
 *
 * @since 0.1.0
 */
export const get = Action.make("instanceOrgMember.get", {
  method: "GET",
  path,
  params,
  success: InstanceOrgMember,
  errors: [LosantNotFound],
  scopes: "read"
})

/**
 * Modifies the role of an organization member (Losant's `instanceOrgMember.patch`).
 *
 * @example
 * ```ts
 * import { InstanceOrgMember, type InstanceId, type OrgId, type UserId } from "@effect-losant/core"
 *
 * const makeAdmin = (instanceId: InstanceId, orgId: OrgId, userId: UserId) =>
 *   InstanceOrgMember.patch({ instanceId, orgId, userId, member: { role: "admin" } })
 * ```
 *
 * @since 0.1.0
 */
export const patch = Action.make("instanceOrgMember.patch", {
  method: "PATCH",
  path,
  params,
  body: { member: InstanceOrgMemberPatch },
  success: InstanceOrgMember,
  errors: [LosantNotFound],
  scopes: "access"
})

/**
 * Deletes an organization member (Losant's `instanceOrgMember.delete`): the user keeps the account, and loses access.
 *
 * @example
 * ```ts
 * import { InstanceOrgMember, type InstanceId, type OrgId, type UserId } from "@effect-losant/core"
 * import * as Effect from "effect/Effect"
 *
 * // A person who is not a member any more has nothing to lose.
 * const takeAccess = (instanceId: InstanceId, orgId: OrgId, userId: UserId) =>
 *   InstanceOrgMember.delete({ instanceId, orgId, userId }).pipe(Effect.catchTag("LosantNotFound", () => Effect.void))
 * ```
 *
 * @since 0.1.0
 */
const del = Action.make("instanceOrgMember.delete", {
  method: "DELETE",
  path,
  params,
  success: Success,
  errors: [LosantNotFound],
  scopes: "access"
})

export { del as delete }
