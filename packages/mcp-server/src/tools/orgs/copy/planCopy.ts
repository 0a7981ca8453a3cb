/** Plans a new organization that is like another one: its set of writes, its dangers, and the facts for the person. */
import { compare } from "@effect-losant/core/FieldChanges"
import type { InstanceOrgMemberPost } from "@effect-losant/core/schemas/Member"
import type { InstanceOrgPost } from "@effect-losant/core/schemas/Org"
import type { Role } from "@effect-losant/core/schemas/Role"
import { WriteDangers } from "@effect-losant/fleet"
import * as Arr from "effect/Array"
import type { Fact } from "../../../model/DestructiveChange.ts"
import type { PlannedSet } from "../../../model/WritePlan.ts"
import { inQuotes } from "../../../text/escapes.ts"
import { toJsonObject } from "../../../text/json.ts"
import { quoteRole } from "../../members/members.ts"
import type { OrgCopy } from "./copyOrg.ts"

const maxNameLength = 300

export const describePerson = (member: InstanceOrgMemberPost): string =>
  "email" in member ? inQuotes(member.email, maxNameLength) : member.userId

const maxListLength = 900

/** The names of people, as many as a line of a confirmation shows. */
const listPeople = (names: ReadonlyArray<string>): string => {
  const shown: Array<string> = []
  let length = 0
  for (const name of names) {
    length += name.length + 2
    if (length > maxListLength) break
    shown.push(name)
  }
  const more = names.length - shown.length
  return `${shown.join(", ")}${more === 0 ? "" : `, and ${more} more`}`
}

/** A fact for each role that people get. */
const factsOfPeople = (
  verb: string,
  all: ReadonlyArray<{ readonly role: Role; readonly name: string }>
): ReadonlyArray<Fact> =>
  Object.entries(Arr.groupBy(all, ({ role }) => role)).map(([role, group]) => ({
    label: `${verb} with the role ${quoteRole(role)} (${group.length})`,
    value: listPeople(group.map(({ name }) => name))
  }))

export const factsOfCopy = ({ source, members, invites, leftOut, emails }: OrgCopy): ReadonlyArray<Fact> => {
  const nameOf = (member: InstanceOrgMemberPost) => {
    const email = "userId" in member ? emails.get(member.userId) : undefined
    return email === undefined ? describePerson(member) : inQuotes(email, maxNameLength)
  }
  return [
    { label: "like", value: `${inQuotes(source.name, maxNameLength)} (${source.id})` },
    ...factsOfPeople(
      "add",
      members.map((member) => ({ role: member.role, name: nameOf(member) }))
    ),
    ...factsOfPeople(
      "invite by email",
      invites.map(({ role, email }) => ({ role, name: inQuotes(email, maxNameLength) }))
    ),
    ...leftOut.map((value) => ({ label: "not taken over", value }))
  ]
}

export const planSet = (
  { source, body, members, invites, taken, leftOut, emails }: OrgCopy,
  given: InstanceOrgPost
): PlannedSet => ({
  request: { operation: "create_org", orgs: [body], members, invites },
  emails,
  given: Object.keys(compare({}, toJsonObject(given))),
  about: {
    like: {
      id: source.id,
      name: source.name,
      took: { limits: taken.limits, tags: taken.tags, settings: taken.settings },
      ...(leftOut.length === 0 ? {} : { leftOut })
    }
  }
})

export const dangersOfCopy = ({ members, invites }: OrgCopy) => [
  "copyOrg" as const,
  ...new Set([...members.flatMap(WriteDangers.ofNewMember), ...invites.flatMap(WriteDangers.ofInvitation)]),
  ...(members.filter((member) => "email" in member).length + invites.length > 1 ? ["emailSeveral" as const] : [])
]
