/** losant_update_org_member: changes the roles of a member. */
import * as InstanceOrgMember from "@effect-losant/core/InstanceOrgMember"
import type { InstanceOrgMemberPatch, InstanceOrgMember as Member } from "@effect-losant/core/schemas/Member"
import type { InstanceOrg } from "@effect-losant/core/schemas/Org"
import * as Effect from "effect/Effect"
import { checkNotEmpty } from "../../arguments/crossChecks.ts"
import type { PlanFailure, WritePlan } from "../../model/WritePlan.ts"
import { changedFields, differences, truncateChanges } from "../../safety/changes/diff.ts"
import { defineWrite } from "../define/defineWrite.ts"
import type { WriteRequest } from "../request/Arguments.ts"
import { describeOrg, describeOrgDanger, pickSameFields, planWrite, readOrg } from "../writes/planWrite.ts"
import { readTogether } from "../writes/readTogether.ts"
import { omitUndefined } from "../writes/writeResult.ts"
import {
  countOtherAdmins,
  displayName,
  findAdminLoss,
  mayBeAdmin,
  quoteRole,
  readMember,
  readMemberAnswer,
  summarizeMember,
  verifyMember
} from "./members.ts"
import { areLowerRoles, isLowerRole } from "./roles.ts"

const memberDangers = ["lowerRole", "makeAdmin", "takeLastAdmin", "takePossiblyLastAdmin"] as const

type Request = WriteRequest<
  typeof InstanceOrgMember.patch,
  Record<never, never>,
  Record<never, never>,
  (typeof memberDangers)[number]
>

/** Finds out which rights the change takes and gives. Without a last admin, nobody in the organization can give any. */
const findDanger = Effect.fnUntraced(function* (
  request: Request,
  org: InstanceOrg,
  member: Member,
  { role, applicationRoles, dashboardRoles }: InstanceOrgMemberPatch
): Effect.fn.Return<Pick<WritePlan, "danger" | "warnings">, PlanFailure> {
  const isDemoted = role !== undefined && role !== "admin" && mayBeAdmin(member)
  const others = isDemoted ? yield* countOtherAdmins(request, member) : undefined
  const adminLoss = others === undefined ? undefined : findAdminLoss(member, others)
  const isLowered =
    (role !== undefined && isLowerRole(member.role, role)) ||
    areLowerRoles(member.applicationRoles, applicationRoles) ||
    areLowerRoles(member.dashboardRoles, dashboardRoles)
  const { warnings = [], instead } = adminLoss ?? {}
  return {
    ...describeOrgDanger(request, org, {
      dangers: [
        ...(isLowered ? ["lowerRole" as const] : []),
        ...(role === "admin" ? ["makeAdmin" as const] : []),
        ...(adminLoss?.dangers ?? [])
      ],
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
  verify: verifyMember,
  dangers: memberDangers,
  check: ({ body }) => checkNotEmpty(Object.keys(body).length === 0),
  plan: Effect.fnUntraced(function* (request) {
    const { body } = request
    const [org, member] = yield* readTogether([readOrg(request), readMember(request)])
    const changes = differences({ ...member }, { ...body })
    const names = changedFields(changes)
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
