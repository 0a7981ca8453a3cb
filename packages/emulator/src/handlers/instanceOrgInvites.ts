import { InviteId } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import { conflict } from "../errors/ApiError.ts"
import * as Invite from "../orgs/Invite.ts"
import * as Member from "../orgs/Member.ts"
import * as Org from "../orgs/Org.ts"
import * as Listing from "../query/Listing.ts"
import * as Ids from "../state/Ids.ts"
import type { InviteRecord, OrgRecord } from "../state/State.ts"
import { Store } from "../state/Store.ts"
import { iso } from "../util/Time.ts"
import type { Handler, InputOf } from "./Handler.ts"

const collection = (
  org: OrgRecord,
  now: number,
  input: Omit<InputOf<"instanceOrgInvites.get">, "instanceId" | "orgId">
) => {
  const { sortField = "inviteDate", sortDirection = "desc" } = input
  const found = Listing.filtered(org.invites, input, (invite, name) => (name === "role" ? invite.role : invite.email))
  const sorted = Listing.sorted(
    found,
    sortDirection,
    (invite) => invite[sortField],
    ({ id }) => id
  )
  return {
    items: sorted.map((invite) => Invite.view(invite, now)),
    instanceId: org.instanceId,
    orgId: org.id,
    count: sorted.length,
    sortField,
    sortDirection,
    ...Listing.echo(input)
  }
}

export const get: Handler<"instanceOrgInvites.get"> = (input, now) =>
  Effect.gen(function* () {
    const state = yield* (yield* Store).get
    return collection(yield* Org.find(state, input), now, input)
  })

export const post: Handler<"instanceOrgInvites.post"> = (input, now) =>
  Effect.gen(function* () {
    const store = yield* Store
    return yield* store.modify(
      Effect.fnUntraced(function* (before) {
        const found = yield* Org.find(before, input)
        const { invite: wanted } = input
        const user = Member.userByEmail(before, wanted.email)
        if (user !== undefined && found.members.some(({ userId }) => userId === user.id)) {
          return yield* conflict(`${wanted.email} already is a member of the organization`)
        }
        const [id, state] = Ids.next(before, now)
        const invite: InviteRecord = {
          disallowTransfer: false,
          ...wanted,
          id: InviteId.make(id),
          inviteDate: iso(now),
          ttl: Invite.defaultTtl
        }
        const org = { ...found, invites: [...found.invites, invite] }
        return [collection(org, now, {}), Org.replace(state, org)] as const
      })
    )
  })
