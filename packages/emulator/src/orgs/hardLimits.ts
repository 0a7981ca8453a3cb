/**
 * The limits that Losant enforces. Beyond them nothing can be added; beyond all others an organization pays more.
 *
 * @since 0.1.0
 */
import * as Effect from "effect/Effect"
import { type ApiError, validation } from "../errors/ApiError.ts"
import type { OrgRecord } from "../state/State.ts"
import { countPendingInvites } from "./Invite.ts"

/**
 * Fails with 400 when an organization has no room for one more member. Invitations that can still be accepted count as
 * members.
 *
 * @since 0.1.0
 */
export const ensureRoomForMember = (
  org: Pick<OrgRecord, "limits" | "members" | "invites">,
  now: number
): Effect.Effect<void, ApiError> => {
  const { member } = org.limits
  return member === undefined || org.members.length + countPendingInvites(org, now) < member
    ? Effect.void
    : Effect.fail(validation("limits.member", `is ${member}: members and pending invitations have reached it`))
}
