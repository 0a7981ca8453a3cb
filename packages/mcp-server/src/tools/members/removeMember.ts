/** losant_remove_org_member: takes a person's access to an organization away. */
import * as InstanceOrgMember from "@effect-losant/core/InstanceOrgMember"
import * as Effect from "effect/Effect"
import { defineWrite } from "../define/defineWrite.ts"
import { describeOrg, describeOrgDanger, planWrite, readOrg } from "../writes/planWrite.ts"
import { readTogether } from "../writes/readTogether.ts"
import { omitUndefined } from "../writes/writeResult.ts"
import { countOtherAdmins, findAdminLoss, quoteRole, readMember, summarizeMember, verifyMember } from "./members.ts"
import { resourceRoleFacts } from "./roles.ts"

export const removeMember = defineWrite(InstanceOrgMember.delete, {
  name: "losant_remove_org_member",
  title: "Remove member",
  description: "Takes a person's access to an organization away. A person has to confirm.",
  done: "The member was removed.",
  sign: "it finds nothing if the member was removed",
  verify: verifyMember,
  dangers: ["removeMember", "takeLastAdmin", "takePossiblyLastAdmin"],
  plan: Effect.fnUntraced(function* (request) {
    const [org, member] = yield* readTogether([readOrg(request), readMember(request)])
    const plan = yield* planWrite(request, {
      ...describeOrg(org),
      member: summarizeMember(member),
      before: {},
      after: {},
      readAnswer: () => ({})
    })
    const others = yield* countOtherAdmins(request, member)
    const { applicationRoles, dashboardRoles } = member
    const { dangers, fact, warnings, instead } = findAdminLoss(member, others)
    return {
      ...plan,
      changes: { member: { before: summarizeMember(member) } },
      ...describeOrgDanger(request, org, {
        dangers: ["removeMember", ...dangers],
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
