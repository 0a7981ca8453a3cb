/** The confirmation that a whole set needs. */
import { type ConfirmLevel, type Danger, dangers, levelOf } from "../danger/dangers.ts"
import type { Entry } from "./Entry.ts"
import type { Write } from "./Write.ts"

/** So many writes of a set may need a typed name. */
export const maximumTyped = 5

/** The addresses to which a write may send an email. */
const addressesOf = (write: Write): ReadonlyArray<string> => {
  switch (write._tag) {
    case "invite":
    case "invite_to_new_org":
      return [write.invite.email]
    case "resend_invite":
      return [write.email ?? write.inviteId]
    case "add_member":
    case "add_to_new_org":
      return "email" in write.member ? [write.member.email] : []
    case "create_org":
      return (write.org.members ?? []).flatMap((member) => ("email" in member ? [member.email] : []))
    default:
      return []
  }
}

type Writes = ReadonlyArray<Pick<Entry, "write">>

/**
 * The dangers of a set: those of its writes, and emails to more than one address.
 *
 * @example
 * ```ts
 * import { dangers, dangersOfSet, type RecordedSet } from "@effect-losant/fleet"
 *
 * const linesOf = ({ entries }: RecordedSet) => dangersOfSet(entries).map((danger) => dangers[danger].action)
 * ```
 *
 * @since 0.2.0
 */
export const dangersOfSet = (entries: Writes): ReadonlyArray<Danger> => {
  const writes = entries.map(({ write }) => write)
  const addresses = new Set(writes.flatMap(addressesOf).map((address) => address.toLowerCase()))
  const found = new Set(writes.flatMap((write): ReadonlyArray<Danger> => write.dangers))
  if (addresses.size > 1) found.add("emailSeveral")
  // Sound: these are the keys of `dangers`.
  return (Object.keys(dangers) as ReadonlyArray<Danger>).filter((danger) => found.has(danger))
}

/**
 * The confirmation that a set needs. It is never below `yes`. At most five writes of a set need `type`.
 *
 * @example
 * ```ts
 * import { levelOf, levelOfSet, type RecordedSet } from "@effect-losant/fleet"
 *
 * // The names that a person has to type.
 * const namesOf = ({ entries }: RecordedSet) =>
 *   levelOfSet(entries) === "type"
 *     ? entries.filter(({ write }) => levelOf(write.dangers) === "type").map(({ write }) => write.orgName)
 *     : []
 * ```
 *
 * @since 0.2.0
 */
export const levelOfSet = (entries: Writes): Exclude<ConfirmLevel, "none"> =>
  levelOf(dangersOfSet(entries)) === "type" ? "type" : "yes"
