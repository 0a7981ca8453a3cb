/** Members of an organization, as the tools for them read and show them. */
import * as InstanceOrgMember from "@effect-losant/core/InstanceOrgMember"
import * as InstanceOrgMembers from "@effect-losant/core/InstanceOrgMembers"
import type { LosantError } from "@effect-losant/core/LosantError"
import type { UserId } from "@effect-losant/core/schemas/Ids"
import type { InstanceOrgMember as Member } from "@effect-losant/core/schemas/Member"
import * as Effect from "effect/Effect"
import type { Fact } from "../../model/DestructiveChange.ts"
import type { Refusal } from "../../model/Refusal.ts"
import type { Values } from "../../model/Values.ts"
import type { Target, VerificationCall } from "../../model/VerificationCall.ts"
import type { WriteAnswer, WritePlan } from "../../model/WritePlan.ts"
import { inQuotes } from "../../text/escapes.ts"
import { assertSameId, isSameId } from "../writes/assertSameId.ts"
import type { OrgAt } from "../writes/planWrite.ts"
import { defined } from "../writes/writeResult.ts"

export const longestText = 300

export const readMembers = ({ gateway, ids: { instanceId, orgId } }: OrgAt) =>
  Effect.map(gateway.execute(InstanceOrgMembers.get, { instanceId, orgId }), ({ items }) => items)

interface MemberAt extends OrgAt {
  readonly ids: OrgAt["ids"] & { readonly userId: UserId }
}

export const readMember = ({ gateway, ids }: MemberAt): Effect.Effect<Member, LosantError | Refusal> =>
  gateway
    .execute(InstanceOrgMember.get, ids)
    .pipe(Effect.flatMap((member) => assertSameId("member", ids.userId, member, ({ userId }) => userId)))

/** Whether an email, which is written in whatever case, is this one. */
export const isEmail = (email: string | undefined, held: string | undefined): boolean =>
  email !== undefined && held !== undefined && isSameId(email, held)

export const nameOf = ({ email, userId }: Member): string =>
  email === undefined ? userId : inQuotes(email, longestText)

/** The role as Losant holds it, quoted. */
export const quotedRole = (role: string | undefined): string => inQuotes(String(role), longestText)

export const shownMember = ({ userId, email, role }: Partial<Member>): Values => defined({ userId, email, role })

const isAdmin = ({ role }: Member): boolean => role === "admin"

/** A member whose role Losant does not say may be one. */
export const mayBeAdmin = ({ role }: Member): boolean => role === undefined || role === "admin"

/** How many admins there are beside a member. */
export const countOtherAdmins = (org: OrgAt, { userId }: Member) =>
  Effect.map(
    readMembers(org),
    (members) => members.filter((member) => isAdmin(member) && !isSameId(member.userId, userId)).length
  )

export const noAdmin = "It is the last admin: nobody in the organization could manage it after."

export const remainingFact = (isLast: boolean, remaining: number): Fact => ({
  label: "admins that remain",
  value: isLast ? `0. ${noAdmin}` : String(remaining)
})

export const verifyMember = ({ orgId, userId }: Target): VerificationCall => ({
  tool: "losant_get_org_member",
  arguments: { orgId, userId }
})

/** The member after a write. */
export const memberAnswer = ({ member }: WritePlan, answer: Member): Partial<WriteAnswer> => {
  const about = shownMember({ ...member, ...answer })
  return {
    state: { ...answer },
    about: Object.keys(about).length === 0 ? {} : { member: about },
    isOfAnother: member?.["userId"] !== undefined && !isSameId(member["userId"], answer.userId)
  }
}
