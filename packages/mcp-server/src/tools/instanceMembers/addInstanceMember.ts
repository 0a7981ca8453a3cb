/** losant_add_instance_member: lets a person manage the instance. */
import * as InstanceMembers from "@effect-losant/core/InstanceMembers"
import * as Effect from "effect/Effect"
import { checkMember } from "../../arguments/crossChecks.ts"
import { defineWrite } from "../define/defineWrite.ts"
import { isSameId } from "../writes/assertSameId.ts"
import { describeDanger, failInvalid, planWrite } from "../writes/planWrite.ts"
import { quoteValue } from "../writes/quoteValue.ts"
import { omitUndefined } from "../writes/writeResult.ts"
import { memberSubject, readInstanceMemberAnswer, readInstanceMembers } from "./instanceMembers.ts"

interface Person {
  readonly userId?: string
  readonly email?: string
}

export const addInstanceMember = defineWrite(InstanceMembers.post, {
  name: "losant_add_instance_member",
  title: "Add instance member",
  description:
    "Lets a person manage the whole instance, by userId or email. To make somebody admin, the person has to confirm.",
  descriptions: { userId: "Of a Losant account" },
  done: "The member was added.",
  sign: "it lists the member if the person was added",
  verify: (_target, { body }) => {
    const { email }: Person = body
    return {
      tool: "losant_list_instance_members",
      arguments: email === undefined ? {} : { filterField: "email", filter: email }
    }
  },
  dangers: ["makeInstanceAdmin"],
  check: ({ body }) => checkMember(body),
  plan: Effect.fnUntraced(function* (request) {
    const { body } = request
    const { userId, email }: Person = body
    const members = yield* readInstanceMembers(request.gateway, request.instanceId)
    const existing = members.find(
      (member) =>
        (userId !== undefined && isSameId(userId, member.userId)) ||
        (email !== undefined && member.email !== undefined && isSameId(email, member.email))
    )
    const name = String(email ?? userId)
    const subject =
      existing === undefined ? { kind: "member", ...omitUndefined({ id: userId }), name } : memberSubject(existing)
    const plan = yield* planWrite(request, { subject, before: {}, after: body, readAnswer: readInstanceMemberAnswer })
    if (existing === undefined) {
      const danger = describeDanger(request, subject, {
        dangers: body.role === "admin" ? ["makeInstanceAdmin"] : [],
        facts: [{ label: "role", value: quoteValue(body.role) }]
      })
      return { ...plan, ...danger }
    }
    const role = quoteValue(existing.role)
    return existing.role === body.role
      ? { ...plan, changes: {}, nothingToDo: `The person is a member already, with the role ${role}.` }
      : yield* failInvalid({
          argument: userId === undefined ? "email" : "userId",
          message:
            `is a member already, with the role ${role}: to change it call losant_update_instance_member with ` +
            `userId "${existing.userId}"`
        })
  })
})
