/** The filter of losant_find_invites. */
import type { OrgInvite } from "@effect-losant/core/schemas/Invite"
import * as Option from "effect/Option"
import { isExpired } from "../../../answers/inviteExpiry.ts"
import { day } from "../../../arguments/usagePeriod.ts"
import { parseMillis } from "../../../text/time.ts"
import { isSameEmail } from "../../members/members.ts"
import type { FindInvitesArguments } from "./findInvitesArguments.ts"

/** Makes the function that tells if an invitation fits all arguments. `now` is in milliseconds. */
export const makeInviteFilter =
  ({ expired, olderThanDays, role, email }: FindInvitesArguments, now: number) =>
  (invite: OrgInvite): boolean =>
    (expired === undefined || isExpired(invite) === expired) &&
    // An invitation whose date is unknown is not surely older.
    (olderThanDays === undefined ||
      Option.exists(parseMillis(invite.inviteDate), (sent) => now - sent > olderThanDays * day)) &&
    (role === undefined || invite.role === role) &&
    (email === undefined || isSameEmail(email.trim(), invite.email))
