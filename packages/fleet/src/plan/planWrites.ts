/** Plans the writes on one organization. */
import {
  type InstanceId,
  InstanceOrgInvites,
  InstanceOrgMembers,
  type Losant,
  type LosantError,
  type Schemas
} from "@effect-losant/core"
import * as Clock from "effect/Clock"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import type { Write } from "../model/Write.ts"
import { planUpdate } from "../org/mergeOrg.ts"
import { hasRoles, isSameEmail, pickRoles } from "../writes/roles.ts"
import type { InviteFilter, MemberFilter, PlanRequest } from "./PlanRequest.ts"

type Member = (typeof InstanceOrgMembers.get.success.Type.items)[number]
type Invite = (typeof InstanceOrgInvites.get.success.Type.items)[number]

/** The writes on one organization, or the reason why it gets none: a sentence. */
export interface PlannedOrg {
  readonly writes: ReadonlyArray<Write>
  readonly reason?: string
}

/** A plan about organizations that exist. */
export type OrgRequest = Exclude<PlanRequest, { readonly operation: "create_org" }>

const isMeant = (filter: MemberFilter, { userId, email, role }: Member): boolean =>
  "role" in filter
    ? role === filter.role
    : isSameEmail(filter.person, email) || filter.person.toLowerCase() === userId.toLowerCase()

const isInviteMeant = (filter: InviteFilter, invite: Invite, now: number): boolean => {
  const { expired, olderThanDays, role, email } = filter
  const sent = Option.map(
    Option.flatMap(Option.fromUndefinedOr(invite.inviteDate), DateTime.make),
    DateTime.toEpochMillis
  )
  const isOld = (days: number) => Option.exists(sent, (time) => now - time > Duration.toMillis(Duration.days(days)))
  return (
    (expired === undefined || (invite.hasExpired === true) === expired) &&
    (olderThanDays === undefined || isOld(olderThanDays)) &&
    (role === undefined || invite.role === role) &&
    (email === undefined || isSameEmail(email, invite.email))
  )
}

const none = (reason: string): PlannedOrg => ({ writes: [], reason })

const orNone = (writes: ReadonlyArray<Write>, reason: string): PlannedOrg =>
  writes.length === 0 ? none(reason) : { writes }

const ofMember = ({ userId, email, ...roles }: Member) => ({
  userId,
  ...(email === undefined ? {} : { email }),
  before: pickRoles(roles)
})

const ofInvite = ({ id, email, ...roles }: Invite) => ({
  inviteId: id,
  ...(email === undefined ? {} : { email }),
  before: pickRoles(roles)
})

/** The person of the targets, if the operation names nobody itself. */
const membersMeant = ({ members, targets }: Extract<OrgRequest, { readonly members?: MemberFilter }>) =>
  members ?? ("person" in targets ? { person: targets.person } : undefined)

export const planWrites = Effect.fnUntraced(function* (
  instanceId: InstanceId,
  request: OrgRequest,
  current: Schemas.InstanceOrg
): Effect.fn.Return<PlannedOrg, LosantError, Losant> {
  const org = { orgId: current.id, orgName: current.name }
  const input = { instanceId, orgId: current.id }
  const now = yield* Clock.currentTimeMillis
  const members = Effect.map(InstanceOrgMembers.get(input), ({ items }) => items)
  const invites = Effect.map(InstanceOrgInvites.get(input), ({ items }) => items)
  switch (request.operation) {
    case "update_org": {
      const update = planUpdate(current, request.changes, now)
      if (Result.isFailure(update)) return none(`${update.failure}.`)
      const { before } = update.success
      return Object.keys(before).length === 0
        ? none("It has these values already.")
        : { writes: [{ _tag: "update_org", ...org, changes: request.changes, before }] }
    }
    case "add_member": {
      const { member } = request
      const found = (yield* members).find((one) =>
        isMeant({ person: "userId" in member ? member.userId : member.email }, one)
      )
      if (found === undefined) return { writes: [{ _tag: "add_member", ...org, member }] }
      return none(
        hasRoles(found, member)
          ? "The person is a member with this role already."
          : `The person is a member already, as ${found.role ?? "unknown"}.`
      )
    }
    case "update_member": {
      const filter = membersMeant(request)
      const meant = filter === undefined ? [] : (yield* members).filter((one) => isMeant(filter, one))
      const others = meant.filter((one) => !hasRoles(one, request.change))
      return orNone(
        others.map((one) => ({ _tag: "update_member", ...org, ...ofMember(one), change: request.change })),
        meant.length === 0 ? "It has no such member." : "The members have these roles already."
      )
    }
    case "remove_member": {
      const filter = membersMeant(request)
      const meant = filter === undefined ? [] : (yield* members).filter((one) => isMeant(filter, one))
      const email = "person" in request.targets ? (meant[0]?.email ?? request.targets.person) : undefined
      const open = email === undefined ? [] : (yield* invites).filter((one) => isSameEmail(email, one.email))
      return orNone(
        [
          ...meant.map((one): Write => ({ _tag: "remove_member", ...org, ...ofMember(one) })),
          ...open.map((one): Write => ({ _tag: "revoke_invite", ...org, ...ofInvite(one) }))
        ],
        "It has no such member."
      )
    }
    case "invite": {
      const { email } = request.invite
      if ((yield* members).some((one) => isSameEmail(email, one.email))) return none("The person is a member already.")
      return (yield* invites).some((one) => one.hasExpired !== true && isSameEmail(email, one.email))
        ? none("The person has an open invitation.")
        : { writes: [{ _tag: "invite", ...org, invite: request.invite }] }
    }
    case "resend_invite":
    case "revoke_invite": {
      const { targets } = request
      const filter = { ...request.invites, ...("person" in targets ? { email: targets.person } : {}) }
      const meant = (yield* invites).filter((one) => isInviteMeant(filter, one, now))
      return orNone(
        meant.map(
          (one): Write =>
            request.operation === "resend_invite"
              ? { _tag: "resend_invite", ...org, ...ofInvite(one), roleInfo: request.roleInfo ?? {} }
              : { _tag: "revoke_invite", ...org, ...ofInvite(one) }
        ),
        "It has no such invitation."
      )
    }
  }
})
