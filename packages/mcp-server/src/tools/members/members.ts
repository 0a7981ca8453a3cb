/** Reads members of an organization, and shows them in plans and answers. */
import * as InstanceOrgMember from "@effect-losant/core/InstanceOrgMember"
import * as InstanceOrgMembers from "@effect-losant/core/InstanceOrgMembers"
import type { LosantError } from "@effect-losant/core/LosantError"
import type { UserId } from "@effect-losant/core/schemas/Ids"
import type { InstanceOrgMember as Member } from "@effect-losant/core/schemas/Member"
import { countOtherAdmins, type OtherAdmins } from "@effect-losant/fleet"
import * as Effect from "effect/Effect"
import type { Danger } from "../../model/Danger.ts"
import type { Fact } from "../../model/DestructiveChange.ts"
import type { Refusal } from "../../model/Refusal.ts"
import type { WriteAnswer, WritePlan } from "../../model/WritePlan.ts"
import type { JsonObject } from "../../text/json.ts"
import { assertSameId, isSameId } from "../writes/assertSameId.ts"
import type { OrgLocation } from "../writes/planWrite.ts"
import { quoteValue } from "../writes/quoteValue.ts"
import { omitUndefined } from "../writes/writeResult.ts"

export const readMembers = ({ gateway, ids: { instanceId, orgId } }: OrgLocation) =>
  Effect.map(gateway.execute(InstanceOrgMembers.get, { instanceId, orgId }), ({ items }) => items)

interface MemberLocation extends OrgLocation {
  readonly ids: OrgLocation["ids"] & { readonly userId: UserId }
}

/** Reads a member. Refuses an answer that is about another user. */
export const readMember = ({ gateway, ids }: MemberLocation): Effect.Effect<Member, LosantError | Refusal> =>
  gateway
    .execute(InstanceOrgMember.get, ids)
    .pipe(Effect.flatMap((member) => assertSameId("member", ids.userId, member, ({ userId }) => userId)))

/** Compares two emails and ignores their case. */
export const isSameEmail = (email: string | undefined, otherEmail: string | undefined): boolean =>
  email !== undefined && otherEmail !== undefined && isSameId(email, otherEmail)

export const displayName = ({ email, userId }: Member): string => (email === undefined ? userId : quoteValue(email))

export const quoteRole = (role: string | undefined): string => quoteValue(role)

export const summarizeMember = ({ userId, email, role }: Partial<Member>): JsonObject =>
  omitUndefined({ userId, email, role })

/** Counts the admins other than this member. */
export const readOtherAdmins = (
  org: OrgLocation,
  { userId }: Member
): Effect.Effect<OtherAdmins, LosantError | Refusal> =>
  Effect.map(readMembers(org), (members) => countOtherAdmins(members, userId))

/** The words about the admins that an organization loses and keeps with a change of a member. */
export interface AdminLoss {
  readonly fact: Fact
  readonly warnings: ReadonlyArray<string>
  /** The advice for a person who takes the last admin. */
  readonly instead?: string
}

const lastAdminWarning = "It is the last admin: nobody in the organization could manage it after."

const possiblyLastWarning = (member: Member, { unknown }: OtherAdmins): string => {
  const silent = [
    ...(member.role === undefined ? ["of this member"] : []),
    ...(unknown === 0 ? [] : [`of ${unknown} other member${unknown === 1 ? "" : "s"}`])
  ]
  return (
    `It may be the last admin: Losant did not answer the role ${silent.join(" and ")}. If it is the last one, nobody in ` +
    "the organization could manage it after."
  )
}

/** Says which admins remain. `dangers` are those that were found of the change. */
export const describeAdminLoss = (member: Member, others: OtherAdmins, dangers: ReadonlyArray<Danger>): AdminLoss => {
  const label = "admins that remain"
  const remaining = others.unknown === 0 ? String(others.known) : `${others.known}, and perhaps ${others.unknown} more`
  const isCertain = dangers.includes("takeLastAdmin")
  if (!isCertain && !dangers.includes("takePossiblyLastAdmin")) {
    return { fact: { label, value: remaining }, warnings: [] }
  }
  const warning = isCertain ? lastAdminWarning : possiblyLastWarning(member, others)
  return {
    fact: { label, value: `${remaining}. ${warning}` },
    warnings: [warning],
    instead: 'make somebody else admin first: losant_update_org_member with role "admin" does it for another member.'
  }
}

/** Reads the member from the answer of a write. */
export const readMemberAnswer = ({ member }: WritePlan, answer: Member): Partial<WriteAnswer> => {
  const about = summarizeMember({ ...member, ...answer })
  return {
    state: { ...answer },
    about: Object.keys(about).length === 0 ? {} : { member: about },
    isOfAnother: member?.["userId"] !== undefined && !isSameId(member["userId"], answer.userId)
  }
}
