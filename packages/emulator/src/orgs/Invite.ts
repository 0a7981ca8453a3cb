/**
 * Invitations: their lifetime, and their shape in answers.
 *
 * @since 0.1.0
 */
import type { Schemas } from "@effect-losant/core"
import type { InviteRecord, OrgRecord } from "../state/State.ts"
import { day, parseMillis } from "../util/Time.ts"

/** The lifetime of an invitation in milliseconds, unless its `ttl` is another: seven days. @since 0.1.0 */
export const defaultTtl = 7 * day

/** True when it is too late to accept the invitation. @since 0.1.0 */
export const hasExpired = (invite: InviteRecord, now: number): boolean =>
  parseMillis(invite.inviteDate) + invite.ttl <= now

/** The number of invitations that can still be accepted. @since 0.1.0 */
export const countPendingInvites = ({ invites }: Pick<OrgRecord, "invites">, now: number): number =>
  invites.filter((invite) => !hasExpired(invite, now)).length

/** The shape of an invitation in answers. @since 0.1.0 */
export const toOrgInvite = (invite: InviteRecord, now: number): Schemas.OrgInvite => ({
  ...invite,
  applicationRoles: invite.applicationRoles ?? [],
  dashboardRoles: invite.dashboardRoles ?? [],
  hasExpired: hasExpired(invite, now)
})
