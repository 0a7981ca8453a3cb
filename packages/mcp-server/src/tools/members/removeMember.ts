/** losant_remove_org_member: takes a person's access to an organization away. */
import * as InstanceOrgMember from "@effect-losant/core/InstanceOrgMember"
import { verifyingReads, WriteDangers } from "@effect-losant/fleet"
import * as Effect from "effect/Effect"
import { defineWrite } from "../define/defineWrite.ts"
import { verifyBy } from "../define/verifyBy.ts"
import { describeOrg, describeOrgDanger, planWrite, readOrg } from "../writes/planWrite.ts"
import { readTogether } from "../writes/readTogether.ts"
import { omitUndefined } from "../writes/writeResult.ts"
import { getMember } from "./getMember.ts"
import { describeAdminLoss, quoteRole, readMember, readOtherAdmins, summarizeMember } from "./members.ts"
import { resourceRoleFacts } from "./roles.ts"

export const removeMember = defineWrite(InstanceOrgMember.delete, {
  name: "losant_remove_org_member",
  title: "Remove member",
  description: "Takes a person's access to an organization away. A person has to confirm.",
  done: "The member was removed.",
  sign: "it finds nothing if the member was removed",
  verify: verifyBy(verifyingReads.remove_member, getMember),
  dangers: WriteDangers.possible.remove_member,
  plan: Effect.fnUntraced(function* (request) {
    const [org, member] = yield* readTogether([readOrg(request), readMember(request)])
    const plan = yield* planWrite(request, {
      ...describeOrg(org),
      member: summarizeMember(member),
      before: {},
      after: {},
      readAnswer: () => ({})
    })
    const others = yield* readOtherAdmins(request, member)
    const dangers = WriteDangers.ofRemoval(member, others)
    const { applicationRoles, dashboardRoles } = member
    const { fact, warnings, instead } = describeAdminLoss(member, others, dangers)
    return {
      ...plan,
      changes: { member: { before: summarizeMember(member) } },
      ...describeOrgDanger(request, org, {
        dangers,
        part: member.email ?? member.userId,
        facts: [
          { label: "role", value: quoteRole(member.role) },
          ...resourceRoleFacts("roles on applications", applicationRoles),
          ...resourceRoleFacts("roles on dashboards", dashboardRoles),
          fact
        ],
        state: {
          member: { ...summarizeMember(member), ...omitUndefined({ applicationRoles, dashboardRoles }) },
          others: { ...others }
        },
        instead: instead ?? "losant_update_org_member with another role narrows what the member may do."
      }),
      ...(warnings.length === 0 ? {} : { warnings })
    }
  })
})
