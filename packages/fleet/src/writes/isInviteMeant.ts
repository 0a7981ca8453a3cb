/** The filter of invitations, for plans and for reports. */
import type { Schemas } from "@effect-losant/core"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Option from "effect/Option"
import { isSameEmail } from "./roles.ts"

/** The conditions of an `InviteFilter`. */
interface Conditions {
  readonly expired?: boolean
  readonly olderThanDays?: number
  readonly role?: string
  readonly email?: string
}

/**
 * True if the invitation meets all conditions. `now` is in milliseconds. An invitation whose date Losant does not answer is
 * not surely older, and one of which Losant does not say that it has expired is valid.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 * import { isInviteMeant } from "@effect-losant/fleet"
 *
 * const stale = (invites: ReadonlyArray<Schemas.OrgInvite>, now: number) =>
 *   invites.filter((invite) => isInviteMeant({ olderThanDays: 30 }, invite, now))
 * ```
 *
 * @since 0.2.0
 */
export const isInviteMeant = (
  { expired, olderThanDays, role, email }: Conditions,
  invite: Pick<Schemas.OrgInvite, "inviteDate" | "hasExpired" | "role" | "email">,
  now: number
): boolean => {
  const sent = Option.map(
    Option.flatMap(Option.fromUndefinedOr(invite.inviteDate), DateTime.make),
    DateTime.toEpochMillis
  )
  const isOlder = (days: number) => Option.exists(sent, (time) => now - time > Duration.toMillis(Duration.days(days)))
  return (
    (expired === undefined || (invite.hasExpired === true) === expired) &&
    (olderThanDays === undefined || isOlder(olderThanDays)) &&
    (role === undefined || invite.role === role) &&
    (email === undefined || isSameEmail(email.trim(), invite.email))
  )
}

/**
 * False if no invitation of the organization can be accepted, which its summary tells without a request of its own. The
 * organization has to be read with `pendingInviteCount`: nothing is open if that is zero, whether or not Losant counts
 * expired invitations.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 * import { mayHaveOpenInvites } from "@effect-losant/fleet"
 *
 * const toSearch = (orgs: ReadonlyArray<Schemas.InstanceOrg>) => orgs.filter(mayHaveOpenInvites)
 * ```
 *
 * @since 0.2.0
 */
export const mayHaveOpenInvites = ({ summary }: Pick<Schemas.InstanceOrg, "summary">): boolean =>
  summary?.pendingInviteCount !== 0
