/** The plans of the writes on members. */
import { actions } from "@effect-losant/core/Actions"
import type { InstanceOrgMember } from "@effect-losant/core/schemas/Member"
import type { InstanceOrg } from "@effect-losant/core/schemas/Org"
import * as Effect from "effect/Effect"
import type { Fact } from "../../model/DestructiveChange.ts"
import type { Values } from "../../model/Values.ts"
import type { NoPlan, Plan, Planner, WriteCall } from "../../model/WritePlan.ts"
import { changedNames } from "../../safety/changes/diff.ts"
import { inQuotes } from "../../text/escapes.ts"
import { asAsked, isSameId } from "./assertSameId.ts"
import { at, dangerOf, fieldsOf, invalid, placeOf, planned, readOrg, sameFields, validated } from "./buildPlan.ts"

const longestText = 300

export const readMembers = (call: WriteCall) =>
  Effect.map(call.reach.execute(actions["instanceOrgMembers.get"], at(call)), ({ items }) => items)

const readMember = (call: WriteCall) =>
  call.reach
    .execute(actions["instanceOrgMember.get"], { ...at(call), userId: call.values["userId"] })
    .pipe(Effect.flatMap((member) => asAsked("member", call.values["userId"], member, ({ userId }) => userId)))

/** Whether an email, which is written in whatever case, is this one. */
export const isEmail = (given: unknown, held: string | undefined): boolean =>
  given !== undefined && held !== undefined && isSameId(given, held)

const nameOf = ({ email, userId }: InstanceOrgMember): string =>
  email === undefined ? userId : inQuotes(email, longestText)

const shown = ({ userId, email, role }: InstanceOrgMember): Values => ({
  userId,
  ...(email === undefined ? {} : { email }),
  ...(role === undefined ? {} : { role })
})

/** The roles among the fields that a write sends. */
const rolesOf = ({ role, applicationRoles, dashboardRoles }: Values): Values => ({
  ...(role === undefined ? {} : { role }),
  ...(applicationRoles === undefined ? {} : { applicationRoles }),
  ...(dashboardRoles === undefined ? {} : { dashboardRoles })
})

export const addMember: Planner = Effect.fnUntraced(function* (call: WriteCall): Effect.fn.Return<Plan, NoPlan> {
  const after = fieldsOf(call)
  const { email, userId } = after
  const person = { ...(userId === undefined ? {} : { userId }), ...(email === undefined ? {} : { email }) }
  yield* validated(call, after)
  const [org, members] = yield* Effect.all([readOrg(call), readMembers(call)], { concurrency: 2 })
  const plan = yield* planned(call, { ...placeOf(org), member: person, before: {}, after })
  const held = members.find(
    (member) => (userId !== undefined && isSameId(userId, member.userId)) || isEmail(email, member.email)
  )
  if (held === undefined) return plan
  const role = inQuotes(String(held.role), longestText)
  if (changedNames({ ...held }, rolesOf(after)).length > 0) {
    return yield* invalid({
      argument: userId === undefined ? "email" : "userId",
      message:
        `${nameOf(held)} is a member already, with the role ${role}: ` +
        `to change it call losant_update_org_member with userId ${inQuotes(held.userId, longestText)}`
    })
  }
  return {
    ...plan,
    member: shown(held),
    changes: {},
    nothingToDo: `${nameOf(held)} is a member already, with the role ${role}.`
  }
})

const admin = "admin"
const isAdmin = ({ role }: InstanceOrgMember): boolean => role === admin

/** Whose role Losant does not say may be one. */
const mayBeAdmin = ({ role }: InstanceOrgMember): boolean => role === undefined || role === admin

/** How many admins there are beside a member. */
const otherAdmins = (call: WriteCall, { userId }: InstanceOrgMember) =>
  Effect.map(
    readMembers(call),
    (members) => members.filter((member) => isAdmin(member) && !isSameId(member.userId, userId)).length
  )

const noAdmin = "It is the last admin: nobody in the organization could manage it after."

const remainingFact = (isLast: boolean, remaining: number): Fact => ({
  label: "admins that remain",
  value: isLast ? `0. ${noAdmin}` : String(remaining)
})

/** What a change of roles would destroy, where it would: all access, or the last who could give it back. */
const updateDanger = Effect.fnUntraced(function* (
  call: WriteCall,
  org: InstanceOrg,
  held: InstanceOrgMember,
  { role }: Values
): Effect.fn.Return<Pick<Plan, "danger" | "warnings">, NoPlan> {
  const isDemoted = role !== undefined && role !== admin && mayBeAdmin(held)
  const remaining = isDemoted ? yield* otherAdmins(call, held) : undefined
  const isLast = remaining === 0
  const dangers = [
    ...(role === "none" ? ["take the role in the organization away from a member"] : []),
    ...(isLast ? ["leave the organization without an admin"] : [])
  ]
  if (dangers.length === 0) return {}
  const danger = dangerOf(call, org, {
    tool: "losant_update_org_member",
    action: dangers.join(" and "),
    subject: held.email ?? held.userId,
    facts: [
      { label: "role", value: `${inQuotes(String(held.role), longestText)} → ${inQuotes(String(role), longestText)}` },
      ...(remaining === undefined ? [] : [remainingFact(isLast, remaining)])
    ],
    typesName: false,
    state: { member: shown(held), remaining }
  })
  return { danger, ...(isLast ? { warnings: [noAdmin] } : {}) }
})

export const updateMember: Planner = Effect.fnUntraced(function* (call: WriteCall): Effect.fn.Return<Plan, NoPlan> {
  const wanted = fieldsOf(call)
  yield* validated(call, wanted)
  const [org, held] = yield* Effect.all([readOrg(call), readMember(call)], { concurrency: 2 })
  const names = changedNames({ ...held }, wanted)
  const after = Object.fromEntries(names.map((name) => [name, wanted[name]]))
  const plan = yield* planned(call, {
    ...placeOf(org),
    member: shown(held),
    before: sameFields({ ...held }, after),
    after
  })
  if (names.length === 0) {
    const role = inQuotes(String(held.role), longestText)
    return { ...plan, nothingToDo: `${nameOf(held)} has these roles already; the role is ${role}.` }
  }
  return { ...plan, ...(yield* updateDanger(call, org, held, after)) }
})

export const removeMember: Planner = Effect.fnUntraced(function* (call: WriteCall): Effect.fn.Return<Plan, NoPlan> {
  yield* validated(call, {})
  const [org, held] = yield* Effect.all([readOrg(call), readMember(call)], { concurrency: 2 })
  const plan = yield* planned(call, { ...placeOf(org), member: shown(held), before: {}, after: {} })
  const remaining = yield* otherAdmins(call, held)
  const isLast = mayBeAdmin(held) && remaining === 0
  const danger = dangerOf(call, org, {
    tool: "losant_remove_org_member",
    action: "remove a member of the organization",
    subject: held.email ?? held.userId,
    facts: [{ label: "role", value: inQuotes(String(held.role), longestText) }, remainingFact(isLast, remaining)],
    typesName: false,
    state: { member: shown(held), remaining },
    instead: "losant_update_org_member with another role narrows what the member may do."
  })
  return {
    ...plan,
    changes: { member: { before: shown(held) } },
    danger,
    ...(isLast ? { warnings: [noAdmin] } : {})
  }
})
