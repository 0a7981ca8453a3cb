/** The expiry of an invitation. Losant gives it as a number of milliseconds after another field. */
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import type { JsonObject } from "../text/json.ts"
import { parseMillis, toIso } from "../text/time.ts"

/** The fields of an invitation that its expiry follows from. */
interface InviteDates {
  readonly inviteDate?: unknown
  readonly ttl?: unknown
  readonly hasExpired?: unknown
}

/** True if nobody can accept the invitation any more. Losant leaves such invitations out of `pendingInviteCount`. */
export const isExpired = ({ hasExpired }: InviteDates): boolean => hasExpired === true

/** The time until which an invitation can be accepted in ISO 8601; undefined unless Losant gives both fields. */
export const expiryOf = ({ inviteDate, ttl }: InviteDates): string | undefined =>
  Option.match(parseMillis(inviteDate), {
    onNone: () => undefined,
    onSome: (sent) => (Predicate.isNumber(ttl) ? toIso(sent + ttl) || undefined : undefined)
  })

/** Adds `expired`, and `expires` if it is known. */
export const withExpiry = (invite: JsonObject): JsonObject => {
  const expires = expiryOf(invite)
  return { ...invite, expired: isExpired(invite), ...(expires === undefined ? {} : { expires }) }
}
