/** When an invitation expires: Losant says it as a number of milliseconds from another field on. */
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import type { Values } from "../model/Values.ts"
import { parseMillis, toIso } from "../text/time.ts"

/** The invitation with `expires`, as ISO 8601, where Losant says enough of it. */
export const withExpiry = (invite: Values): Values => {
  const { inviteDate, ttl } = invite
  const expires = Option.match(parseMillis(inviteDate), {
    onNone: () => "",
    onSome: (sent) => (Predicate.isNumber(ttl) ? toIso(sent + ttl) : "")
  })
  return expires === "" ? invite : { ...invite, expires }
}
