/**
 * One invitation to an organization.
 *
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
