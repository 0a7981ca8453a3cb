/** losant_update_org_member: changes the roles of a member. */
import { compare, fieldsOf } from "@effect-losant/core/FieldChanges"
import * as InstanceOrgMember from "@effect-losant/core/InstanceOrgMember"
import type { InstanceOrgMemberPatch, InstanceOrgMember as Member } from "@effect-losant/core/schemas/Member"
import type { InstanceOrg } from "@effect-losant/core/schemas/Org"
import { verifyingReads, WriteDangers } from "@effect-losant/fleet"
import * as Effect from "effect/Effect"
import { checkNotEmpty } from "../../arguments/crossChecks.ts"
import type { PlanFailure, WritePlan } from "../../model/WritePlan.ts"
import { truncateChanges } from "../../safety/changes/truncateChange.ts"
import { defineWrite } from "../define/defineWrite.ts"
import { verifyBy } from "../define/verifyBy.ts"
import type { WriteRequest } from "../request/Arguments.ts"
import { describeOrg, describeOrgDanger, pickSameFields, planWrite, readOrg } from "../writes/planWrite.ts"
import { readTogether } from "../writes/readTogether.ts"
import { omitUndefined } from "../writes/writeResult.ts"
import { getMember } from "./getMember.ts"
import {
  describeAdminLoss,
  displayName,
  quoteRole,
  readMember,
  readMemberAnswer,
  readOtherAdmins,
  summarizeMember
} from "./members.ts"

type Request = WriteRequest<
  typeof InstanceOrgMember.patch,
  Record<never, never>,
  Record<never, never>,
  (typeof WriteDangers.possible.update_member)[number]
>

/** Finds out which rights the change takes and gives. Without a last admin, nobody in the organization can give any. */
const findDanger = Effect.fnUntraced(function* (
  request: Request,
  org: InstanceOrg,
  member: Member,
  change: InstanceOrgMemberPatch
): Effect.fn.Return<Pick<WritePlan, "danger" | "warnings">, PlanFailure> {
  const { role } = change
  const takesAdmin = WriteDangers.takesAdmin(member, role)
  const others = takesAdmin ? yield* readOtherAdmins(request, member) : undefined
  // Nobody loses an admin if the member is none, so the others do not matter then.
  const dangers = WriteDangers.ofRoleChange(member, change, others ?? { known: 0, unknown: 0 })
  const adminLoss = others === undefined ? undefined : describeAdminLoss(member, others, dangers)
  const { warnings = [], instead } = adminLoss ?? {}
  return {
    ...describeOrgDanger(request, org, {
      dangers,
      part: member.email ?? member.userId,
      facts: [
        ...(role === undefined ? [] : [{ label: "role", value: `${quoteRole(member.role)} → ${quoteRole(role)}` }]),
        ...(adminLoss === undefined ? [] : [adminLoss.fact])
      ],
      state: {
        member: {
          ...summarizeMember(member),
          ...omitUndefined({ applicationRoles: member.applicationRoles, dashboardRoles: member.dashboardRoles })
        },
        others: { ...others }
      },
      ...(instead === undefined ? {} : { instead })
    }),
    ...(warnings.length === 0 ? {} : { warnings })
  }
})

export const updateMember = defineWrite(InstanceOrgMember.patch, {
  name: "losant_update_org_member",
  title: "Update member",
  description:
    "Changes the roles of a member of an organization. To take rights away, or to give admin, the person has to confirm.",
  done: "The member's role was changed.",
  sign: "it shows the new role if the change was made",
  verify: verifyBy(verifyingReads.update_member, getMember),
  dangers: WriteDangers.possible.update_member,
  check: ({ body }) => checkNotEmpty(Object.keys(body).length === 0),
  plan: Effect.fnUntraced(function* (request) {
    const { body } = request
    const [org, member] = yield* readTogether([readOrg(request), readMember(request)])
    const changes = compare(member, body)
    const names = fieldsOf(changes)
    const after: InstanceOrgMemberPatch = Object.fromEntries(
      Object.entries(body).filter(([name]) => names.includes(name))
    )
    const plan = yield* planWrite(request, {
      ...describeOrg(org),
      member: summarizeMember(member),
      before: pickSameFields(member, after),
      after,
      changes: truncateChanges(changes),
      readAnswer: readMemberAnswer
    })
    if (names.length === 0) {
      return {
        ...plan,
        nothingToDo: `${displayName(member)} has these roles already; the role is ${quoteRole(member.role)}.`
      }
    }
    return { ...plan, ...(yield* findDanger(request, org, member, after)) }
  })
})
