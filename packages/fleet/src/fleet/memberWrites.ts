/** Finds the writes that bring members and invitations to what is wanted. */
import type { OrgId, Schemas } from "@effect-losant/core"
import { isLowerRole } from "../danger/roles.ts"
import * as WriteDangers from "../danger/WriteDangers.ts"
import type { FleetFileOrg } from "../desired/FleetFile.ts"
import type { Write } from "../model/Write.ts"
import { handlers } from "../writes/handlers.ts"
import { changedRoles, hasRoles, isSameEmail, pickRoles } from "../writes/roles.ts"

type Member = Schemas.InstanceOrgMember
type Invite = Schemas.OrgInvite
type Wanted = NonNullable<FleetFileOrg["members"]>

interface OfOrg {
  readonly orgId: OrgId
  readonly orgName: string
}

export interface Found {
  readonly writes: ReadonlyArray<Write>
  /** Sentences about what a run does not change. */
  readonly notes: ReadonlyArray<string>
}

/** The roles of a value in a file. */
export const rolesOf = (value: NonNullable<Wanted[string]>) => (typeof value === "string" ? { role: value } : value)

const ofMember = ({ userId, email, ...roles }: Member) => ({
  userId,
  ...(email === undefined ? {} : { email }),
  before: pickRoles(roles)
})

/** Whoever is added or raised comes first, so that an organization is not without an admin in between. */
const takesRights = (member: Member, wanted: Wanted[string] | undefined): boolean =>
  wanted === null || wanted === undefined || isLowerRole(member.role, rolesOf(wanted).role)

/**
 * The writes on the members. With `exact`, members who are not wanted are taken out if `prune` says so. Each write is
 * judged as if those before it were done.
 */
export const memberWrites = (
  org: OfOrg,
  present: ReadonlyArray<Member>,
  wanted: Wanted,
  { exact, prune, now }: { readonly exact: boolean; readonly prune: boolean; readonly now: number }
): Found => {
  const entries = Object.entries(wanted)
  const wantedOf = (member: Member) => entries.find(([email]) => isSameEmail(email, member.email))?.[1]
  const isListed = (member: Member) => entries.some(([email]) => isSameEmail(email, member.email))
  let items = present
  const writes: Array<Write> = []
  for (const [email, value] of entries) {
    if (value === null || present.some((member) => isSameEmail(email, member.email))) continue
    const write = { _tag: "add_member", ...org, member: { email, ...rolesOf(value) } } as const
    writes.push({ ...write, dangers: handlers.add_member.dangers(write, { items }, now) })
    // Sound: the dangers look at the role and compare the id, which Losant gives only later.
    items = [...items, { userId: email, ...rolesOf(value) } as unknown as Member]
  }
  const changed = present.filter((member) => {
    const value = wantedOf(member)
    return value !== undefined && value !== null && !hasRoles(member, rolesOf(value))
  })
  for (const member of changed.toSorted((one, other) => {
    return Number(takesRights(one, wantedOf(one))) - Number(takesRights(other, wantedOf(other)))
  })) {
    const value = wantedOf(member)
    if (value === undefined || value === null) continue
    const change = changedRoles(member, rolesOf(value))
    const write = { _tag: "update_member", ...org, ...ofMember(member), change } as const
    writes.push({ ...write, dangers: handlers.update_member.dangers(write, { items }, now) })
    items = items.map((one) => (one.userId === member.userId ? { ...one, ...change } : one))
  }
  const unlisted = exact ? present.filter((member) => !isListed(member)) : []
  const removed = present.filter((member) => isListed(member) && wantedOf(member) === null)
  for (const member of [...removed, ...(prune ? unlisted : [])]) {
    const write = { _tag: "remove_member", ...org, ...ofMember(member) } as const
    writes.push({ ...write, dangers: handlers.remove_member.dangers(write, { items }, now) })
    items = items.filter((one) => one.userId !== member.userId)
  }
  return {
    writes,
    notes: prune
      ? []
      : unlisted.map(
          ({ email, userId }) => `The member ${email ?? userId} is in no file: --prune takes such members out.`
        )
  }
}

/** The writes on the invitations. An invitation to somebody who is a member is not needed any more. */
export const inviteWrites = (
  org: OfOrg,
  members: ReadonlyArray<Member>,
  present: ReadonlyArray<Invite>,
  wanted: Wanted
): Found => {
  const writes: Array<Write> = []
  const notes: Array<string> = []
  for (const [email, value] of Object.entries(wanted)) {
    const found = present.filter((one) => isSameEmail(one.email, email))
    const open = found.find(({ hasExpired }) => hasExpired !== true)
    const [expired] = found
    if (value === null) {
      for (const { id, ...roles } of found) {
        const dangers = WriteDangers.possible.revoke_invite
        writes.push({ _tag: "revoke_invite", ...org, inviteId: id, email, before: pickRoles(roles), dangers })
      }
    } else if (members.some((member) => isSameEmail(member.email, email))) continue
    else if (open !== undefined) {
      if (!hasRoles(open, rolesOf(value))) {
        notes.push(`The open invitation of ${email} is for other roles: revoke it with null, then invite again.`)
      }
    } else if (expired !== undefined) {
      const roleInfo = rolesOf(value)
      const dangers = WriteDangers.ofInvitation(roleInfo)
      const before = pickRoles(expired)
      writes.push({ _tag: "resend_invite", ...org, inviteId: expired.id, email, before, roleInfo, dangers })
    } else {
      const invite = { email, ...rolesOf(value) }
      writes.push({ _tag: "invite", ...org, invite, dangers: WriteDangers.ofInvitation(invite) })
    }
  }
  return { writes, notes }
}
