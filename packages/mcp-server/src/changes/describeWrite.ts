/** Describes the writes of a set for people. Writes that are alike become one group. */
import { changeTags } from "@effect-losant/core/OrgChanges"
import type { OrgChanges } from "@effect-losant/core/schemas/OrgChanges"
import type { Write, WriteOf } from "@effect-losant/fleet"
import * as Predicate from "effect/Predicate"
import { formatNumber } from "../tools/usage/amounts.ts"

/** A write in two parts: what is alike in many writes, and what differs. */
export interface Described {
  /** A verb with its object, such as `remove the member jo@example.com`. */
  readonly what: string
  /** The rest, such as `Northwind (edit)`. */
  readonly of: string
}

/** Gives the name under which an organization is shown. */
export type NameOf = (write: Write) => string

const maxValueLength = 100

const formatValue = (value: unknown): string => {
  if (value === undefined || value === null || value === "") return "none"
  if (typeof value === "number") return formatNumber(value)
  const text = JSON.stringify(value)
  return text.length <= maxValueLength ? text : `${text.slice(0, maxValueLength)}…`
}

/** The values of the tags with a key after a change. */
const tagsAfter = (key: string, before: unknown, { tags, clear }: OrgChanges): ReadonlyArray<string> => {
  if (clear?.includes("tags") === true) return []
  const values = Array.isArray(before) ? before.filter(Predicate.isString) : []
  const after = changeTags(
    values.map((value) => ({ key, value })),
    tags ?? {}
  )
  return after.filter((tag) => tag.key === key).map(({ value }) => value)
}

/** The value of a part, such as `limits.device`, after a change. */
const valueAfter = (path: string, before: unknown, changes: OrgChanges): unknown => {
  const [field = path, ...rest] = path.split(".")
  const part = rest.join(".")
  if (field === "tags") {
    const values = tagsAfter(part, before, changes)
    return values.length === 1 ? values[0] : values.length === 0 ? undefined : values
  }
  if (changes.clear?.some((name) => name === field || name === path) === true) return undefined
  const value: unknown = new Map(Object.entries(changes)).get(field)
  if (part === "" || !Predicate.isObject(value)) return value
  return new Map<string, unknown>(Object.entries(value)).get(part)
}

const single = (value: unknown): unknown => (Array.isArray(value) && value.length === 1 ? value[0] : value)

const describeUpdate = ({ changes, before }: WriteOf<"update_org">, name: string): Described => {
  const parts = Object.entries(before)
  const was = parts.map(([path, value]) => `${parts.length === 1 ? "" : `${path} `}${formatValue(single(value))}`)
  return {
    what: `set ${parts.map(([path, value]) => `${path} to ${formatValue(valueAfter(path, value, changes))}`).join(", ")}`,
    of: `${name} (was ${was.join(", ")})`
  }
}

interface Roles {
  readonly role?: string
  readonly applicationRoles?: ReadonlyArray<unknown>
  readonly dashboardRoles?: ReadonlyArray<unknown>
}

const rolesOf = ({ role = "role unknown", applicationRoles = [], dashboardRoles = [] }: Roles): string => {
  return applicationRoles.length + dashboardRoles.length === 0 ? role : `${role}, and roles on single resources`
}

const givenRoles = ({ role, applicationRoles, dashboardRoles }: Roles): string =>
  [
    ...(role === undefined ? [] : [`role ${role}`]),
    ...(applicationRoles === undefined ? [] : [`applicationRoles ${formatValue(applicationRoles)}`]),
    ...(dashboardRoles === undefined ? [] : [`dashboardRoles ${formatValue(dashboardRoles)}`])
  ].join(", ")

interface Person {
  readonly email?: string
  readonly userId?: string
  readonly inviteId?: string
}

const personOf = ({ email, userId, inviteId }: Person): string => email ?? userId ?? inviteId ?? "somebody"

/** Describes a write about a person: by the person if `byPerson`, and else by the organization. */
const describePerson = (
  write: Exclude<Write, WriteOf<"update_org" | "create_org" | "delete_org">>,
  name: string
): Described => {
  switch (write._tag) {
    case "add_member":
    case "add_to_new_org":
      return { what: `add ${personOf(write.member)} as a member, ${givenRoles(write.member)}`, of: name }
    case "invite":
    case "invite_to_new_org":
      return { what: `invite ${write.invite.email} by email, ${givenRoles(write.invite)}`, of: name }
    case "update_member":
      return {
        what: `change members to ${givenRoles(write.change)}`,
        of: `${personOf(write)} in ${name} (was ${rolesOf(write.before)})`
      }
    case "remove_member":
      return { what: `remove the member ${personOf(write)}`, of: `${name} (${rolesOf(write.before)})` }
    case "revoke_invite":
      return { what: "revoke invitations", of: `${personOf(write)} to ${name} (${rolesOf(write.before)})` }
    case "resend_invite": {
      const roles = givenRoles(write.roleInfo)
      return {
        what: `send invitations by email again${roles === "" ? "" : `, with ${roles}`}`,
        of: `${personOf(write)} to ${name} (${rolesOf(write.before)})`
      }
    }
  }
}

/** Describes a write. */
export const describeWrite = (write: Write, nameOf: NameOf): Described => {
  const name = nameOf(write)
  if (write._tag === "update_org") return describeUpdate(write, name)
  if (write._tag === "create_org") return { what: "create an organization", of: name }
  return write._tag === "delete_org" ? { what: "delete an organization", of: name } : describePerson(write, name)
}

/** Things that are alike. */
export interface Group {
  readonly what: string
  readonly of: ReadonlyArray<string>
}

/** Groups what is alike, in the order of the first of each group. */
export const group = (all: ReadonlyArray<Described>): ReadonlyArray<Group> => {
  const groups = new Map<string, Array<string>>()
  for (const { what, of } of all) {
    const items = groups.get(what)
    if (items === undefined) groups.set(what, [of])
    else items.push(of)
  }
  return [...groups].map(([what, of]) => ({ what, of }))
}
