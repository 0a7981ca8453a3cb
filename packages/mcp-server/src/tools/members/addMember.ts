/** losant_add_org_member: makes a person a member of an organization. */
import { compare } from "@effect-losant/core/FieldChanges"
import * as InstanceOrgMembers from "@effect-losant/core/InstanceOrgMembers"
import { verifyingReads, WriteDangers } from "@effect-losant/fleet"
import * as Effect from "effect/Effect"
import { checkMember } from "../../arguments/crossChecks.ts"
import type { JsonObject } from "../../text/json.ts"
import { defineWrite } from "../define/defineWrite.ts"
import { verifyBy } from "../define/verifyBy.ts"
import { isSameId } from "../writes/assertSameId.ts"
import { describeOrg, describeOrgDanger, failInvalid, planWrite, readOrg } from "../writes/planWrite.ts"
import { quoteValue } from "../writes/quoteValue.ts"
import { readTogether } from "../writes/readTogether.ts"
import { omitUndefined } from "../writes/writeResult.ts"
import { getMember } from "./getMember.ts"
import { listMembers } from "./listMembers.ts"
import { displayName, isSameEmail, quoteRole, readMemberAnswer, readMembers, summarizeMember } from "./members.ts"

/** The body names the person by one of the two. */
interface Person {
  readonly userId?: string
  readonly email?: string
}

const rolesOf = ({ role, applicationRoles, dashboardRoles }: JsonObject): JsonObject =>
  omitUndefined({ role, applicationRoles, dashboardRoles })

export const addMember = defineWrite(InstanceOrgMembers.post, {
  name: "losant_add_org_member",
  title: "Add member",
  description:
    "Adds a person to an organization as a member, by userId or email. losant_invite_to_org lets the person decide.",
  descriptions: { userId: "Of a Losant account" },
  done: "The member was added.",
  sign: "it shows the member if the person was added",
  verify: ({ orgId = "" }, { body }) => {
    const { userId, email }: Person = body
    // One member is less to read than the list.
    return email === undefined
      ? verifyBy(verifyingReads.update_member, getMember)({ orgId, userId: String(userId) })
      : verifyBy(verifyingReads.add_member, listMembers)({ orgId, email })
  },
  dangers: WriteDangers.possible.add_member,
  check: ({ body }) => checkMember(body),
  plan: Effect.fnUntraced(function* (request) {
    const { body } = request
    const { userId, email }: Person = body
    const [org, members] = yield* readTogether([readOrg(request), readMembers(request)])
    const plan = yield* planWrite(request, {
      ...describeOrg(org),
      member: omitUndefined({ userId, email }),
      before: {},
      after: body,
      readAnswer: readMemberAnswer
    })
    const existing = members.find(
      (member) => (userId !== undefined && isSameId(userId, member.userId)) || isSameEmail(email, member.email)
    )
    if (existing === undefined) {
      const danger = describeOrgDanger(request, org, {
        dangers: WriteDangers.ofNewMember(body),
        part: String(email ?? userId),
        facts: [{ label: "role", value: quoteRole(body.role) }]
      })
      return { ...plan, ...danger }
    }
    const role = quoteRole(existing.role)
    if (Object.keys(compare(existing, rolesOf({ ...body }))).length > 0) {
      return yield* failInvalid({
        argument: userId === undefined ? "email" : "userId",
        message:
          `${displayName(existing)} is a member already, with the role ${role}: ` +
          `to change it call losant_update_org_member with userId ${quoteValue(existing.userId)}`
      })
    }
    return {
      ...plan,
      member: summarizeMember(existing),
      changes: {},
      nothingToDo: `${displayName(existing)} is a member already, with the role ${role}.`
    }
  })
})
