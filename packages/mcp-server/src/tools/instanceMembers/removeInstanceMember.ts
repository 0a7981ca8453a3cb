/** losant_remove_instance_member: takes somebody's access to the instance away. */
import * as InstanceMember from "@effect-losant/core/InstanceMember"
import * as Effect from "effect/Effect"
import { defineWrite } from "../define/defineWrite.ts"
import { describeDanger, planWrite } from "../writes/planWrite.ts"
import { quoteValue } from "../writes/quoteValue.ts"
import {
  isPerhapsLastAdmin,
  lastAdminWarning,
  memberSubject,
  readInstanceMember,
  verifyInstanceMember
} from "./instanceMembers.ts"

export const removeInstanceMember = defineWrite(InstanceMember.delete, {
  name: "losant_remove_instance_member",
  title: "Remove instance member",
  description:
    "Takes a person's access to the instance away; memberships in organizations stay. The person has to confirm.",
  done: "The member was removed.",
  sign: "it finds nothing if the member was removed",
  verify: verifyInstanceMember,
  dangers: ["removeInstanceMember", "takeLastInstanceAdmin"],
  plan: Effect.fnUntraced(function* (request) {
    const member = yield* readInstanceMember(request)
    const subject = memberSubject(member)
    const plan = yield* planWrite(request, { subject, before: {}, after: {}, readAnswer: () => ({}) })
    const isLast = yield* isPerhapsLastAdmin(request, member)
    const danger = describeDanger(request, subject, {
      dangers: ["removeInstanceMember", ...(isLast ? ["takeLastInstanceAdmin" as const] : [])],
      facts: [{ label: "role", value: quoteValue(member.role) }],
      state: { role: member.role ?? null, isLast },
      instead: "losant_update_instance_member with the role view lets the person read, and change nothing."
    })
    const changes = { member: { before: subject.name } }
    return { ...plan, changes, ...danger, ...(isLast ? { warnings: [lastAdminWarning] } : {}) }
  })
})
