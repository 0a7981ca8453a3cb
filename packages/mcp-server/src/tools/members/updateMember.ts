/** losant_update_org_member: changes the roles of a member. */
import * as InstanceOrgMember from "@effect-losant/core/InstanceOrgMember"
import type { InstanceOrgMemberPatch, InstanceOrgMember as Member } from "@effect-losant/core/schemas/Member"
import type { InstanceOrg } from "@effect-losant/core/schemas/Org"
import * as Effect from "effect/Effect"
import { checkNotEmpty } from "../../arguments/crossChecks.ts"
import type { PlanFailure, WritePlan } from "../../model/WritePlan.ts"
import { changedFields, differences, truncateChanges } from "../../safety/changes/diff.ts"
import { defineWrite } from "../define/defineWrite.ts"
import type { WriteRequest } from "../request/WriteRequest.ts"
import { describeOrg, makeDestructiveChange, pickSameFields, planWrite, readOrg } from "../writes/planWrite.ts"
import { readTogether } from "../writes/readTogether.ts"
import {
  countOtherAdmins,
  displayName,
  lastAdminWarning,
  mayBeAdmin,
  quoteRole,
  readMember,
  readMemberAnswer,
  remainingFact,
  summarizeMember,
  verifyMember
} from "./members.ts"

type Request = WriteRequest<typeof InstanceOrgMember.patch, Record<never, never>, Record<never, never>>

/** The role `none` takes all access away. Without a last admin, nobody in the organization can give access back. */
const findDanger = Effect.fnUntraced(function* (
  request: Request,
  org: InstanceOrg,
  member: Member,
  { role }: InstanceOrgMemberPatch
): Effect.fn.Return<Pick<WritePlan, "danger" | "warnings">, PlanFailure> {
  const isDemoted = role !== undefined && role !== "admin" && mayBeAdmin(member)
  const remaining = isDemoted ? yield* countOtherAdmins(request, member) : undefined
  const isLast = remaining === 0
  const actions = [
    ...(role === "none" ? ["take the role in the organization away from a member"] : []),
    ...(isLast ? ["leave the organization without an admin"] : [])
  ]
  if (actions.length === 0) return {}
  const danger = makeDestructiveChange(request, org, {
    action: actions.join(" and "),
    part: member.email ?? member.userId,
    facts: [
      { label: "role", value: `${quoteRole(member.role)} → ${quoteRole(role)}` },
      ...(remaining === undefined ? [] : [remainingFact(isLast, remaining)])
    ],
    typesName: false,
    state: { member: summarizeMember(member), remaining }
  })
  return { danger, ...(isLast ? { warnings: [lastAdminWarning] } : {}) }
})

export const updateMember = defineWrite(InstanceOrgMember.patch, {
  name: "losant_update_org_member",
  title: "Update member",
  description:
    "Changes the roles of a member of an organization. For role none, or of the last admin, the person has to confirm.",
  done: "The member's role was changed.",
  sign: "it shows the new role if the change was made",
  verify: verifyMember,
  confirms: true,
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
