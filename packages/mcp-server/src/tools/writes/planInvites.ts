/** The plans of the writes on invitations. */
import { actions } from "@effect-losant/core/Actions"
import type { OrgInvite } from "@effect-losant/core/schemas/Invite"
import * as Effect from "effect/Effect"
import type { Values } from "../../model/Values.ts"
import type { NoPlan, Plan, Planner, WriteCall } from "../../model/WritePlan.ts"
import { changedNames } from "../../safety/changes/diff.ts"
import { inQuotes } from "../../text/escapes.ts"
import { asAsked } from "./assertSameId.ts"
import { at, dangerOf, fieldsOf, invalid, placeOf, planned, readOrg, sameFields, validated } from "./buildPlan.ts"
import { isEmail, readMembers } from "./planMembers.ts"

const longestText = 300

const readInvite = (call: WriteCall) =>
  call.reach
    .execute(actions["instanceOrgInvite.get"], { ...at(call), inviteId: call.values["inviteId"] })
    .pipe(Effect.flatMap((invite) => asAsked("invitation", call.values["inviteId"], invite, ({ id }) => id)))

const readInvites = (call: WriteCall) =>
  Effect.map(call.reach.execute(actions["instanceOrgInvites.get"], at(call)), ({ items }) => items)

const shown = ({ id, email, role, inviteDate, hasExpired }: OrgInvite): Values => ({
  id,
  ...(email === undefined ? {} : { email }),
  ...(role === undefined ? {} : { role }),
  ...(inviteDate === undefined ? {} : { inviteDate }),
  ...(hasExpired === true ? { hasExpired } : {})
})

const sent = ({ inviteDate }: OrgInvite): string =>
  inviteDate === undefined ? "at an unknown time" : inQuotes(inviteDate, longestText)

const resend = ({ id }: OrgInvite): string =>
  `to send it again, also with another role, call losant_resend_org_invite with inviteId ${inQuotes(id, longestText)}`

export const invite: Planner = Effect.fnUntraced(function* (call: WriteCall): Effect.fn.Return<Plan, NoPlan> {
  const after = fieldsOf(call)
  const { email } = after
  yield* validated(call, after)
  const [org, members, invites] = yield* Effect.all([readOrg(call), readMembers(call), readInvites(call)], {
    concurrency: 3
  })
  const member = members.find((held) => isEmail(email, held.email))
  if (member !== undefined) {
    return yield* invalid({
      argument: "email",
      message:
        `${inQuotes(String(email), longestText)} is a member already, with the role ` +
        `${inQuotes(String(member.role), longestText)}: to change it call losant_update_org_member with userId ` +
        inQuotes(member.userId, longestText)
    })
  }
  const plan = yield* planned(call, { ...placeOf(org), before: {}, after })
  const held = invites.filter((one) => isEmail(email, one.email))
  const open = held.find(({ hasExpired }) => hasExpired !== true)
  if (open === undefined) {
    return held.length === 0
      ? plan
      : { ...plan, warnings: ["An invitation to this address is there that has expired: this makes another one."] }
  }
  if (changedNames({ ...open }, after).length > 0) {
    return yield* invalid({
      argument: "email",
      message:
        `${inQuotes(String(email), longestText)} has an open invitation already, with the role ` +
        `${inQuotes(String(open.role), longestText)}: ${resend(open)}, or revoke it first`
    })
  }
  return {
    ...plan,
    invite: shown(open),
    changes: {},
    nothingToDo:
      `${inQuotes(String(email), longestText)} has an open invitation with this role already, sent ${sent(open)}: ` +
      `${resend(open)}.`
  }
})

export const resendInvite: Planner = Effect.fnUntraced(function* (call: WriteCall): Effect.fn.Return<Plan, NoPlan> {
  const after = fieldsOf(call)
  yield* validated(call, after)
  const [org, held] = yield* Effect.all([readOrg(call), readInvite(call)], { concurrency: 2 })
  return yield* planned(call, {
    ...placeOf(org),
    invite: shown(held),
    before: sameFields({ ...held }, after),
    after
  })
})

export const revokeInvite: Planner = Effect.fnUntraced(function* (call: WriteCall): Effect.fn.Return<Plan, NoPlan> {
  yield* validated(call, {})
  const [org, held] = yield* Effect.all([readOrg(call), readInvite(call)], { concurrency: 2 })
  const plan = yield* planned(call, { ...placeOf(org), invite: shown(held), before: {}, after: {} })
  const danger = dangerOf(call, org, {
    tool: "losant_revoke_org_invite",
    action: "revoke an invitation to the organization",
    subject: held.email ?? held.id,
    facts: [
      { label: "role", value: inQuotes(String(held.role), longestText) },
      { label: "sent", value: held.hasExpired === true ? `${sent(held)}, expired` : sent(held) }
    ],
    typesName: false,
    state: { invite: shown(held) }
  })
  return { ...plan, changes: { invite: { before: shown(held) } }, danger }
})
