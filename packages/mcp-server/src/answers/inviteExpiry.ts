/** The expiry of an invitation. Losant gives it as a number of milliseconds after another field. */
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import type { JsonObject } from "../text/json.ts"
import { parseMillis, toIso } from "../text/time.ts"

/** Adds `expires` in ISO 8601, if Losant gives both fields. */
export const withExpiry = (invite: JsonObject): JsonObject => {
  const { inviteDate, ttl } = invite
  const expires = Option.match(parseMillis(inviteDate), {
    onNone: () => "",
    onSome: (sent) => (Predicate.isNumber(ttl) ? toIso(sent + ttl) : "")
  })
  return expires === "" ? invite : { ...invite, expires }
}
