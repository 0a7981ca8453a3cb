/** losant_update_instance_member: changes the role of somebody who manages the instance. */
import * as InstanceMember from "@effect-losant/core/InstanceMember"
import * as Effect from "effect/Effect"
import { defineWrite } from "../define/defineWrite.ts"
import { describeDanger, pickSameFields, planWrite } from "../writes/planWrite.ts"
import { quoteValue } from "../writes/quoteValue.ts"
import {
  isPerhapsLastAdmin,
  lastAdminWarning,
  memberSubject,
  readInstanceMember,
  readInstanceMemberAnswer,
  verifyInstanceMember
} from "./instanceMembers.ts"

export const updateInstanceMember = defineWrite(InstanceMember.patch, {
  name: "losant_update_instance_member",
  title: "Update instance member",
  description:
    "Changes the role of a member of the instance: admin, or view, which only reads. The person has to confirm.",
  done: "The member's role was changed.",
  sign: "it shows the new role if the change was made",
  verify: verifyInstanceMember,
  dangers: ["makeInstanceAdmin", "lowerInstanceRole", "takeLastInstanceAdmin"],
  plan: Effect.fnUntraced(function* (request) {
    const { body } = request
    const member = yield* readInstanceMember(request)
    const subject = memberSubject(member)
    const plan = yield* planWrite<typeof InstanceMember.patch, Record<never, never>, Record<never, never>>(request, {
      subject,
      before: pickSameFields(member, body),
      after: body,
      readAnswer: readInstanceMemberAnswer
    })
    if (member.role === body.role) {
      return { ...plan, changes: {}, nothingToDo: `The member has the role ${quoteValue(body.role)} already.` }
    }
    const isLast = body.role !== "admin" && (yield* isPerhapsLastAdmin(request, member))
    const danger = describeDanger(request, subject, {
      dangers: [
        body.role === "admin" ? ("makeInstanceAdmin" as const) : ("lowerInstanceRole" as const),
        ...(isLast ? ["takeLastInstanceAdmin" as const] : [])
      ],
      facts: [{ label: "role", value: `${quoteValue(member.role)} → ${quoteValue(body.role)}` }],
      state: { role: member.role ?? null, isLast }
    })
    return { ...plan, ...danger, ...(isLast ? { warnings: [lastAdminWarning] } : {}) }
  })
})
