/**
 * Invitations, as they are kept and as they are answered.
 *
 * @since 0.1.0
 */
import type { Schemas } from "@effect-losant/core"
import type { InviteRecord } from "../state/State.ts"
import { day, parseMillis } from "../util/Time.ts"

/** How long an invitation lasts, in milliseconds: 49 days, as in Losant's example. @since 0.1.0 */
export const defaultTtl = 49 * day

/** Whether it is too late to accept. @since 0.1.0 */
export const hasExpired = (invite: InviteRecord, now: number): boolean =>
  parseMillis(invite.inviteDate) + invite.ttl <= now

/** The answer. @since 0.1.0 */
export const toOrgInvite = (invite: InviteRecord, now: number): Schemas.OrgInvite => ({
  ...invite,
  applicationRoles: invite.applicationRoles ?? [],
  dashboardRoles: invite.dashboardRoles ?? [],
  hasExpired: hasExpired(invite, now)
})
