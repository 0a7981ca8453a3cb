/** losant_remove_org_member: takes a person's access to an organization away. */
import * as InstanceOrgMember from "@effect-losant/core/InstanceOrgMember"
import * as Effect from "effect/Effect"
import { defineWrite } from "../define/defineWrite.ts"
import { aboutOrg, destructiveChange, planWrite, readOrg } from "../writes/planWrite.ts"
import {
  countOtherAdmins,
  mayBeAdmin,
  noAdmin,
  quotedRole,
  readMember,
  remainingFact,
  shownMember,
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
    const [org, held] = yield* Effect.all([readOrg(request), readMember(request)], { concurrency: 2 })
    const plan = yield* planWrite(request, {
      ...aboutOrg(org),
      member: shownMember(held),
      before: {},
      after: {},
      readAnswer: () => ({})
    })
    const remaining = yield* countOtherAdmins(request, held)
    const isLast = mayBeAdmin(held) && remaining === 0
    const danger = destructiveChange(request, org, {
      action: "remove a member of the organization",
      part: held.email ?? held.userId,
      facts: [{ label: "role", value: quotedRole(held.role) }, remainingFact(isLast, remaining)],
      typesName: false,
      state: { member: shownMember(held), remaining },
      instead: "losant_update_org_member with another role narrows what the member may do."
    })
    return {
      ...plan,
      changes: { member: { before: shownMember(held) } },
      danger,
      ...(isLast ? { warnings: [noAdmin] } : {})
    }
  })
})
