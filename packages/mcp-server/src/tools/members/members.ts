/** Reads members of an organization, and shows them in plans and answers. */
import * as InstanceOrgMember from "@effect-losant/core/InstanceOrgMember"
import * as InstanceOrgMembers from "@effect-losant/core/InstanceOrgMembers"
import type { LosantError } from "@effect-losant/core/LosantError"
import type { UserId } from "@effect-losant/core/schemas/Ids"
import type { InstanceOrgMember as Member } from "@effect-losant/core/schemas/Member"
import * as Effect from "effect/Effect"
import type { Fact } from "../../model/DestructiveChange.ts"
import type { Refusal } from "../../model/Refusal.ts"
import type { Target, VerificationCall } from "../../model/VerificationCall.ts"
import type { WriteAnswer, WritePlan } from "../../model/WritePlan.ts"
import { inQuotes } from "../../text/escapes.ts"
import type { JsonObject } from "../../text/json.ts"
import { assertSameId, isSameId } from "../writes/assertSameId.ts"
import type { OrgLocation } from "../writes/planWrite.ts"
import { omitUndefined } from "../writes/writeResult.ts"

/** The most characters of an email or of a role in a plan. */
export const maxTextLength = 300

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

export const displayName = ({ email, userId }: Member): string =>
  email === undefined ? userId : inQuotes(email, maxTextLength)

export const quoteRole = (role: string | undefined): string => inQuotes(String(role), maxTextLength)

export const summarizeMember = ({ userId, email, role }: Partial<Member>): JsonObject =>
  omitUndefined({ userId, email, role })

/** The members other than the one of the call, as far as they may be admins. */
export interface OtherAdmins {
  readonly known: number
  /** The members whose role Losant did not answer. */
  readonly unknown: number
}

/** Counts the admins other than this member. */
export const countOtherAdmins = (
  org: OrgLocation,
  { userId }: Member
): Effect.Effect<OtherAdmins, LosantError | Refusal> =>
  Effect.map(readMembers(org), (members) => {
    const others = members.filter((member) => !isSameId(member.userId, userId))
    return {
      known: others.filter(({ role }) => role === "admin").length,
      unknown: others.filter(({ role }) => role === undefined).length
    }
  })

/** True for an admin. Also true if Losant sent no role, because the member may be one. */
export const mayBeAdmin = ({ role }: Member): boolean => role === undefined || role === "admin"

/** The admins that an organization loses and keeps with a change of a member. */
export interface AdminLoss {
  readonly dangers: ReadonlyArray<"takeLastAdmin" | "takePossiblyLastAdmin">
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

/** Finds out whether an organization loses its last admin when this member is no admin any more. */
export const findAdminLoss = (member: Member, others: OtherAdmins): AdminLoss => {
  const label = "admins that remain"
  const remaining = others.unknown === 0 ? String(others.known) : `${others.known}, and perhaps ${others.unknown} more`
  if (!mayBeAdmin(member) || others.known > 0) return { dangers: [], fact: { label, value: remaining }, warnings: [] }
  const isCertain = member.role === "admin" && others.unknown === 0
  const warning = isCertain ? lastAdminWarning : possiblyLastWarning(member, others)
  return {
    dangers: [isCertain ? "takeLastAdmin" : "takePossiblyLastAdmin"],
    fact: { label, value: `${remaining}. ${warning}` },
    warnings: [warning],
    instead: 'make somebody else admin first: losant_update_org_member with role "admin" does it for another member.'
  }
}

/** The call that shows the member after a write. */
export const verifyMember = ({ orgId, userId }: Target): VerificationCall => ({
  tool: "losant_get_org_member",
  arguments: { orgId, userId }
})

/** Reads the member from the answer of a write. */
export const readMemberAnswer = ({ member }: WritePlan, answer: Member): Partial<WriteAnswer> => {
  const about = summarizeMember({ ...member, ...answer })
  return {
    state: { ...answer },
    about: Object.keys(about).length === 0 ? {} : { member: about },
    isOfAnother: member?.["userId"] !== undefined && !isSameId(member["userId"], answer.userId)
  }
}
