/** Plans the writes on one organization. */
import {
  type FieldChanges,
  type InstanceId,
  InstanceOrgInvites,
  type InstanceOrgMembers,
  type Losant,
  type LosantError,
  OrgChanges,
  type Schemas
} from "@effect-losant/core"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { fleetKeyTag, releasesFleetKey } from "../danger/fleetKey.ts"
import type { Write } from "../model/Write.ts"
import { handlers } from "../writes/handlers.ts"
import { isInviteMeant, mayHaveOpenInvites } from "../writes/isInviteMeant.ts"
import { describeProblems } from "../writes/orgs.ts"
import { hasRoles, isSameEmail, pickRoles } from "../writes/roles.ts"
import { type FoundPerson, membersOf } from "./findPerson.ts"
import type { MemberFilter, PlanRequest } from "./PlanRequest.ts"

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

/**
 * The members with a write for each of those who are meant. Each write is judged as if those before it were done: the last
 * admin is the one whose turn comes last.
 */
const inTurn = (
  all: ReadonlyArray<Member>,
  meant: ReadonlyArray<Member>,
  after: (member: Member) => ReadonlyArray<Member>,
  write: (member: Member, state: { readonly items: ReadonlyArray<Member> }) => Write
): ReadonlyArray<Write> => {
  let items = all
  return meant.map((member) => {
    const planned = write(member, { items })
    items = items.flatMap((one) => (one.userId === member.userId ? after(one) : [one]))
    return planned
  })
}

/** The values before the changes. A part that was not there is null, so that it can be recorded. */
export const beforeOf = (changes: FieldChanges.Changes) =>
  Object.fromEntries(Object.entries(changes).map(([path, { before = null }]) => [path, before]))

export const planWrites = Effect.fnUntraced(function* (
  instanceId: InstanceId,
  request: OrgRequest,
  current: Schemas.InstanceOrg,
  person?: FoundPerson
): Effect.fn.Return<PlannedOrg, LosantError, Losant> {
  const org = { orgId: current.id, orgName: current.name }
  const input = { instanceId, orgId: current.id }
  const now = yield* Clock.currentTimeMillis
  const isSearched = person === undefined || person.orgIds.has(current.id)
  const members = isSearched
    ? membersOf(instanceId, current.id, person?.seen)
    : Effect.succeed<ReadonlyArray<Member>>([])
  const invites = Effect.map(InstanceOrgInvites.get(input), ({ items }) => items)
  const openInvites = mayHaveOpenInvites(current)
    ? Effect.map(invites, (items) => items.filter(({ hasExpired }) => hasExpired !== true))
    : Effect.succeed<ReadonlyArray<Invite>>([])
  // Organizations that were only searched are no news. Those that the request names are.
  const orAbsent = (writes: ReadonlyArray<Write>, reason: string): PlannedOrg =>
    "orgs" in request.targets ? orNone(writes, reason) : { writes }
  const revoke = (one: Invite): Write => {
    const write = { _tag: "revoke_invite", ...org, ...ofInvite(one) } as const
    return { ...write, dangers: handlers.revoke_invite.dangers(write, one, now) }
  }
  switch (request.operation) {
    case "update_org": {
      const { changes } = request
      const update = OrgChanges.merge(current, changes, now)
      if (Result.isFailure(update)) return none(`${describeProblems(update.failure)}.`)
      const before = beforeOf(update.success.changes)
      if (Object.keys(before).length === 0) return none("It has these values already.")
      if (releasesFleetKey(current, update.success.patch)) {
        return none(
          `It would lose the tag ${fleetKeyTag}, by which a fleet that is kept in files knows it: leave that tag, or update ` +
            "this organization by itself."
        )
      }
      const write = { _tag: "update_org", ...org, changes, before } as const
      return { writes: [{ ...write, dangers: handlers.update_org.dangers(write, current, now) }] }
    }
    case "add_member": {
      const { member } = request
      const items = yield* members
      const found = items.find((one) => isMeant({ person: "userId" in member ? member.userId : member.email }, one))
      if (found === undefined) {
        const write = { _tag: "add_member", ...org, member } as const
        return { writes: [{ ...write, dangers: handlers.add_member.dangers(write, { items }, now) }] }
      }
      return none(
        hasRoles(found, member)
          ? "The person is a member with this role already."
          : `The person is a member already, as ${found.role ?? "unknown"}.`
      )
    }
    case "update_member": {
      const { change } = request
      const filter = membersMeant(request)
      const all = yield* members
      const meant = filter === undefined ? [] : all.filter((one) => isMeant(filter, one))
      if (meant.length === 0) return orAbsent([], "It has no such member.")
      return orNone(
        inTurn(
          all,
          meant.filter((one) => !hasRoles(one, change)),
          (one) => [{ ...one, ...change }],
          (one, state) => {
            const write = { _tag: "update_member", ...org, ...ofMember(one), change } as const
            return { ...write, dangers: handlers.update_member.dangers(write, state, now) }
          }
        ),
        "The members have these roles already."
      )
    }
    case "remove_member": {
      const filter = membersMeant(request)
      const all = yield* members
      const meant = filter === undefined ? [] : all.filter((one) => isMeant(filter, one))
      const email = person?.email
      const open = email === undefined ? [] : (yield* openInvites).filter((one) => isSameEmail(email, one.email))
      const removals = inTurn(
        all,
        meant,
        () => [],
        (one, state) => {
          const write = { _tag: "remove_member", ...org, ...ofMember(one) } as const
          return { ...write, dangers: handlers.remove_member.dangers(write, state, now) }
        }
      )
      return orAbsent([...removals, ...open.map(revoke)], "It has no such member.")
    }
    case "invite": {
      const { invite } = request
      const isMeantByEmail = (one: { readonly email?: string }) => isSameEmail(invite.email, one.email)
      if ((yield* members).some(isMeantByEmail)) return none("The person is a member already.")
      const items = yield* invites
      if (items.some((one) => one.hasExpired !== true && isMeantByEmail(one))) {
        return none("The person has an open invitation.")
      }
      const write = { _tag: "invite", ...org, invite } as const
      return { writes: [{ ...write, dangers: handlers.invite.dangers(write, { items }, now) }] }
    }
    case "resend_invite":
    case "revoke_invite": {
      const { targets } = request
      const filter = { ...request.invites, ...("person" in targets ? { email: person?.email ?? targets.person } : {}) }
      const items = yield* filter.expired === false ? openInvites : invites
      const resend = (one: Invite): Write => {
        const roleInfo = request.operation === "resend_invite" ? (request.roleInfo ?? {}) : {}
        const write = { _tag: "resend_invite", ...org, ...ofInvite(one), roleInfo } as const
        return { ...write, dangers: handlers.resend_invite.dangers(write, { items }, now) }
      }
      return orAbsent(
        items
          .filter((one) => isInviteMeant(filter, one, now))
          .map(request.operation === "resend_invite" ? resend : revoke),
        "It has no such invitation."
      )
    }
  }
})
