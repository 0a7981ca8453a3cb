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

const isAdmin = ({ role }: Member): boolean => role === "admin"

/** True for an admin. Also true if Losant sent no role, because the member may be one. */
export const mayBeAdmin = ({ role }: Member): boolean => role === undefined || role === "admin"

/** Counts the admins other than this member. A member without a role is not counted. */
export const countOtherAdmins = (org: OrgLocation, { userId }: Member) =>
  Effect.map(
    readMembers(org),
    (members) => members.filter((member) => isAdmin(member) && !isSameId(member.userId, userId)).length
  )

export const lastAdminWarning = "It is the last admin: nobody in the organization could manage it after."

export const remainingFact = (isLast: boolean, remaining: number): Fact => ({
  label: "admins that remain",
  value: isLast ? `0. ${lastAdminWarning}` : String(remaining)
})

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
