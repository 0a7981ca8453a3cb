/** Describes writes in words for a terminal, a machine and a pull request. */
import * as Predicate from "effect/Predicate"
import type * as Schema from "effect/Schema"
import { dangers } from "../danger/dangers.ts"
import { orgIdOf, type Write, type WriteOf } from "../model/Write.ts"

// Signs that could move the cursor of a terminal, or turn the direction of the text.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these signs are meant.
const unsafe = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/gu

/** The text on one line, with unsafe signs written out. */
export const safe = (text: string): string =>
  text.replace(unsafe, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`)

export const quote = (text: string): string => `"${safe(text)}"`

interface FieldChange {
  readonly before?: Schema.Json | undefined
  readonly after?: Schema.Json | undefined
}

/** The value of a field after an update. Undefined if the update takes it away. */
const afterOf = ({ changes }: WriteOf<"update_org">, path: string): Schema.Json | undefined => {
  const [field = "", ...rest] = path.split(".")
  const name = rest.join(".")
  const { limits, tags, banner, ...settings } = changes
  if (field === "limits") return new Map(Object.entries<number | undefined>({ ...limits })).get(name)
  if (field === "tags") {
    const added =
      tags !== undefined && "add" in tags ? tags.add.flatMap(({ key, value }) => (key === name ? [value] : [])) : []
    return added.length > 1 ? added : added[0]
  }
  if (field === "banner") return new Map(Object.entries(banner ?? {})).get(name)
  const value = new Map<string, unknown>(Object.entries(settings)).get(path)
  // Sound: the changes were decoded from JSON, or are encoded to it.
  return Predicate.isNotUndefined(value) ? (value as Schema.Json) : undefined
}

/** The fields that a write changes. `lastUpdated` only binds the plan to a state. */
export const fieldChanges = (write: Write): Readonly<Record<string, FieldChange>> => {
  if (write._tag !== "update_org") return {}
  const paths = Object.keys(write.before).filter((path) => path !== "lastUpdated")
  return Object.fromEntries(
    paths.map((path) => [path, { before: write.before[path] ?? undefined, after: afterOf(write, path) }])
  )
}

const show = (value: Schema.Json | undefined): string => (value === undefined ? "none" : safe(JSON.stringify(value)))

const describeUpdate = (write: WriteOf<"update_org">): string =>
  Object.entries(fieldChanges(write))
    .map(([path, { before, after }]) => `${safe(path)} ${show(before)} → ${show(after)}`)
    .join(", ")

const describeRole = ({ role }: { readonly role?: string | undefined }): string => role ?? "other roles"

/** The doing of a write as a phrase, without its organization. */
export const describeAct = (write: Write): string => {
  switch (write._tag) {
    case "create_org":
      return "create"
    case "delete_org":
      return "delete for good"
    case "update_org":
      return describeUpdate(write)
    case "add_member":
    case "add_to_new_org": {
      const who = "email" in write.member ? write.member.email : write.member.userId
      return `add the member ${safe(who)} as ${describeRole(write.member)}`
    }
    case "update_member":
      return `change the member ${safe(write.email ?? write.userId)} from ${describeRole(write.before)} to ${describeRole(write.change)}`
    case "remove_member":
      return `remove the member ${safe(write.email ?? write.userId)} (${describeRole(write.before)})`
    case "invite":
    case "invite_to_new_org":
      return `invite ${safe(write.invite.email)} as ${describeRole(write.invite)}, by email`
    case "resend_invite":
      return `invite ${safe(write.email ?? write.inviteId)} again, by email`
    case "revoke_invite":
      return `revoke the invitation of ${safe(write.email ?? write.inviteId)}`
  }
}

/** The dangers of a write as a phrase. Empty if there are none. */
export const describeDangers = (write: Write): string =>
  write.dangers.map((danger) => dangers[danger].action).join("; ")

/** The sign before the line of a write, as tools of this kind show it. */
export const signOf = ({ _tag }: Write): string => {
  if (_tag === "create_org" || _tag.startsWith("add_") || _tag.startsWith("invite")) return "+"
  return _tag === "delete_org" || _tag === "remove_member" || _tag === "revoke_invite" ? "-" : "~"
}

/** A write for a machine. */
export const toJson = (write: Write, number: number) => ({
  number,
  operation: write._tag,
  org: write.orgName,
  ...(orgIdOf(write) === undefined ? {} : { orgId: orgIdOf(write) }),
  act: describeAct(write),
  dangers: write.dangers,
  ...(write._tag === "update_org" ? { changes: fieldChanges(write) } : {})
})
