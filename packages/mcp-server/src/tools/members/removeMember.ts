/** losant_remove_org_member: takes a person's access to an organization away. */
import * as InstanceOrgMember from "@effect-losant/core/InstanceOrgMember"
import * as Effect from "effect/Effect"
import { defineWrite } from "../define/defineWrite.ts"
import { describeOrg, makeDestructiveChange, planWrite, readOrg } from "../writes/planWrite.ts"
import { readTogether } from "../writes/readTogether.ts"
import {
  countOtherAdmins,
  lastAdminWarning,
  mayBeAdmin,
  quoteRole,
  readMember,
  remainingFact,
  summarizeMember,
  verifyMember
} from "./members.ts"

export const removeMember = defineWrite(InstanceOrgMember.delete, {
  name: "losant_remove_org_member",
  title: "Remove member",
  description: "Takes a person's access to an organization away. A person has to confirm.",
  done: "The member was removed.",
  sign: "it finds nothing if the member was removed",
  verify: verifyMember,
  confirms: true,
  plan: Effect.fnUntraced(function* (request) {
    const [org, member] = yield* readTogether([readOrg(request), readMember(request)])
    const plan = yield* planWrite(request, {
      ...describeOrg(org),
      member: summarizeMember(member),
      before: {},
      after: {},
      readAnswer: () => ({})
    })
    const remaining = yield* countOtherAdmins(request, member)
    const isLast = mayBeAdmin(member) && remaining === 0
    const danger = makeDestructiveChange(request, org, {
      action: "remove a member of the organization",
      part: member.email ?? member.userId,
      facts: [{ label: "role", value: quoteRole(member.role) }, remainingFact(isLast, remaining)],
      typesName: false,
      state: { member: summarizeMember(member), remaining },
      instead: "losant_update_org_member with another role narrows what the member may do."
    })
    return {
      ...plan,
      changes: { member: { before: summarizeMember(member) } },
      danger,
      ...(isLast ? { warnings: [lastAdminWarning] } : {})
    }
  })
})
