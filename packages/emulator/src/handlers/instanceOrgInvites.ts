import { InviteId, type Schemas } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import { conflict, notFound } from "../errors/ApiError.ts"
import { ensureRoomForMember } from "../orgs/hardLimits.ts"
import { defaultTtl, hasExpired, toOrgInvite } from "../orgs/Invite.ts"
import { findUserByEmail } from "../orgs/Member.ts"
import { changeOrg, findOrg } from "../orgs/Org.ts"
import { anyCollection, type Collection } from "../resources/Collection.ts"
import { nextId } from "../state/Ids.ts"
import type { InviteRecord } from "../state/State.ts"
import { Store } from "../state/Store.ts"
import { formatIso } from "../util/Time.ts"
import type { Handler } from "./Handler.ts"

const collection: Collection<InviteRecord, unknown, Schemas.OrgInvitePost, never> = {
  title: "Invite",
  items: (state, params) => Effect.map(findOrg(state, params), ({ invites }) => invites),
  view: (_input, { now }) => Effect.succeed((invite) => toOrgInvite(invite, now)),
  create: Effect.fnUntraced(function* (before, params, body, now) {
    const org = yield* findOrg(before, params)
    const user = findUserByEmail(before, body.email)
    if (user !== undefined && org.members.some(({ userId }) => userId === user.id)) {
      return yield* conflict(`${body.email} already is a member of the organization`)
    }
    yield* ensureRoomForMember(org, now)
    const [id, state] = nextId(before, now)
    const invite: InviteRecord = {
      disallowTransfer: false,
      ...body,
      id: InviteId.make(id),
      inviteDate: formatIso(now),
      ttl: defaultTtl
    }
    return [id, changeOrg(state, params, ({ invites }) => ({ invites: [...invites, invite] }))]
  }),
  remove: (state, params, { id }) =>
    changeOrg(state, params, ({ invites }) => ({ invites: invites.filter((invite) => invite.id !== id) }))
}

/** The open invitations of an organization. @since 0.1.0 */
export const instanceOrgInvites = anyCollection(collection)

/** Sends an invitation again, with other roles when some are in the body. @since 0.1.0 */
export const resendInvite: Handler<"instanceOrgInvite.resendInvite"> = (input, now) =>
  Effect.gen(function* () {
    const store = yield* Store
    return yield* store.modify(
      Effect.fnUntraced(function* (state) {
        const org = yield* findOrg(state, input)
        const { invites } = org
        const invite = invites.find(({ id }) => id === input.inviteId)
        if (invite === undefined) return yield* notFound("Invite")
        // Only an invitation that has expired takes new room.
        if (hasExpired(invite, now)) yield* ensureRoomForMember(org, now)
        const renewal: InviteRecord = { ...invite, ...input.roleInfo, inviteDate: formatIso(now) }
        const others = invites.map((other) => (other.id === invite.id ? renewal : other))
        return [toOrgInvite(renewal, now), changeOrg(state, input, () => ({ invites: others }))] as const
      })
    )
  })
