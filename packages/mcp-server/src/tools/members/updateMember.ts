/** losant_update_org_member: changes the roles of a member. */
import * as InstanceOrgMember from "@effect-losant/core/InstanceOrgMember"
import type { InstanceOrgMemberPatch, InstanceOrgMember as Member } from "@effect-losant/core/schemas/Member"
import type { InstanceOrg } from "@effect-losant/core/schemas/Org"
import * as Effect from "effect/Effect"
import { somethingToChange } from "../../arguments/crossChecks.ts"
import type { NoPlan, WritePlan } from "../../model/WritePlan.ts"
import { changedFields, differences, shortenedChanges } from "../../safety/changes/diff.ts"
import { defineWrite } from "../define/defineWrite.ts"
import type { WriteRequest } from "../request/WriteRequest.ts"
import { aboutOrg, destructiveChange, planWrite, readOrg, sameFields } from "../writes/planWrite.ts"
import {
  countOtherAdmins,
  mayBeAdmin,
  memberAnswer,
  nameOf,
  noAdmin,
  quotedRole,
  readMember,
  remainingFact,
  shownMember,
  verifyMember
} from "./members.ts"

type Request = WriteRequest<typeof InstanceOrgMember.patch, Record<never, never>, Record<never, never>>

/** A change of roles destroys all access with the role `none`, and the last admin's could give it back to nobody. */
const updateDanger = Effect.fnUntraced(function* (
  request: Request,
  org: InstanceOrg,
  held: Member,
  { role }: InstanceOrgMemberPatch
): Effect.fn.Return<Pick<WritePlan, "danger" | "warnings">, NoPlan> {
  const isDemoted = role !== undefined && role !== "admin" && mayBeAdmin(held)
  const remaining = isDemoted ? yield* countOtherAdmins(request, held) : undefined
  const isLast = remaining === 0
  const actions = [
    ...(role === "none" ? ["take the role in the organization away from a member"] : []),
    ...(isLast ? ["leave the organization without an admin"] : [])
  ]
  if (actions.length === 0) return {}
  const danger = destructiveChange(request, org, {
    action: actions.join(" and "),
    part: held.email ?? held.userId,
    facts: [
      { label: "role", value: `${quotedRole(held.role)} → ${quotedRole(role)}` },
      ...(remaining === undefined ? [] : [remainingFact(isLast, remaining)])
    ],
    typesName: false,
    state: { member: shownMember(held), remaining }
  })
  return { danger, ...(isLast ? { warnings: [noAdmin] } : {}) }
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
  check: ({ body }) => somethingToChange(Object.keys(body).length === 0),
  plan: Effect.fnUntraced(function* (request) {
    const { body } = request
    const [org, held] = yield* Effect.all([readOrg(request), readMember(request)], { concurrency: 2 })
    const changes = differences({ ...held }, { ...body })
    const names = changedFields(changes)
    const after: InstanceOrgMemberPatch = Object.fromEntries(
      Object.entries(body).filter(([name]) => names.includes(name))
    )
    const plan = yield* planWrite(request, {
      ...aboutOrg(org),
      member: shownMember(held),
      before: sameFields(held, after),
      after,
      changes: shortenedChanges(changes),
      readAnswer: memberAnswer
    })
    if (names.length === 0) {
      return {
        ...plan,
        nothingToDo: `${nameOf(held)} has these roles already; the role is ${quotedRole(held.role)}.`
      }
    }
    return { ...plan, ...(yield* updateDanger(request, org, held, after)) }
  })
})
