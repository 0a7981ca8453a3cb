/**
 * One invitation to an organization.
 *
 * @module
 * @since 0.1.0
 */
import * as Action from "./Action.ts"
import { LosantNotFound } from "./LosantError.ts"
import { InstanceId, InviteId, OrgId } from "./schemas/Ids.ts"
import { OrgInvite } from "./schemas/Invite.ts"
import { OrgRoleInfo } from "./schemas/Role.ts"
import { Success } from "./schemas/Success.ts"

const path = "/instances/:instanceId/orgs/:orgId/invites/:inviteId"
const params = { instanceId: InstanceId, orgId: OrgId, inviteId: InviteId }

/**
 * Returns an invitation (Losant's `instanceOrgInvite.get`).
 *
 * @example
 * ```ts
 * import { InstanceOrgInvite, type InstanceId, type InviteId, type OrgId } from "@effect-losant/core"
 * import * as Effect from "effect/Effect"
 *
 * const isOpen = (instanceId: InstanceId, orgId: OrgId, inviteId: InviteId) =>
 *   InstanceOrgInvite.get({ instanceId, orgId, inviteId }).pipe(
 *     Effect.map(({ hasExpired }) => hasExpired !== true),
 *     // Accepted or revoked.
 *     Effect.catchTag("LosantNotFound", () => Effect.succeed(false))
 *   )
 * ```
 *
 * @since 0.1.0
 */
export const get = Action.make("instanceOrgInvite.get", {
  method: "GET",
  path,
  params,
  success: OrgInvite,
  errors: [LosantNotFound],
  scopes: "read"
})

/**
 * Revokes an invitation (Losant's `instanceOrgInvite.delete`).
 *
 * @example
 * ```ts
 * import { InstanceOrgInvite, type InstanceId, type InviteId, type OrgId } from "@effect-losant/core"
 *
 * const revoke = (instanceId: InstanceId, orgId: OrgId, inviteId: InviteId) =>
 *   InstanceOrgInvite.delete({ instanceId, orgId, inviteId })
 * ```
 *
 * @since 0.1.0
 */
const del = Action.make("instanceOrgInvite.delete", {
  method: "DELETE",
  path,
  params,
  success: Success,
  errors: [LosantNotFound],
  scopes: "access"
})

export { del as delete }

/**
 * Sends an invitation again, with other roles if given (Losant's `instanceOrgInvite.resendInvite`).
 *
 * @example
 * ```ts
 * import { InstanceOrgInvite, type InstanceId, type InviteId, type OrgId } from "@effect-losant/core"
 *
 * // The person gets another email at once, this time with the role "view".
 * const again = (instanceId: InstanceId, orgId: OrgId, inviteId: InviteId) =>
 *   InstanceOrgInvite.resendInvite({ instanceId, orgId, inviteId, roleInfo: { role: "view" } })
 * ```
 *
 * @since 0.1.0
 */
export const resendInvite = Action.make("instanceOrgInvite.resendInvite", {
  method: "POST",
  path,
  params,
  body: { roleInfo: OrgRoleInfo },
  success: OrgInvite,
  status: 201,
  errors: [LosantNotFound],
  scopes: "access"
})
