import { InviteId } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import { conflict } from "../errors/ApiError.ts"
import { defaultTtl, toOrgInvite } from "../orgs/Invite.ts"
import { findUserByEmail } from "../orgs/Member.ts"
import { findOrg, replaceOrg } from "../orgs/Org.ts"
import { appliedFilter, filterItems, sortItems } from "../query/Listing.ts"
import { nextId } from "../state/Ids.ts"
import type { InviteRecord, OrgRecord } from "../state/State.ts"
import { Store } from "../state/Store.ts"
import { formatIso } from "../util/Time.ts"
import type { Handler, InputOf } from "./Handler.ts"

const collection = (
  org: OrgRecord,
  now: number,
  input: Omit<InputOf<"instanceOrgInvites.get">, "instanceId" | "orgId">
) => {
  const { sortField = "inviteDate", sortDirection = "desc" } = input
  const found = filterItems(org.invites, input, (invite, name) => (name === "role" ? invite.role : invite.email))
  const sorted = sortItems(
    found,
    sortDirection,
    (invite) => invite[sortField],
    ({ id }) => id
  )
  return {
    items: sorted.map((invite) => toOrgInvite(invite, now)),
    instanceId: org.instanceId,
    orgId: org.id,
    count: sorted.length,
    sortField,
    sortDirection,
    ...appliedFilter(input)
  }
}

export const get: Handler<"instanceOrgInvites.get"> = (input, now) =>
  Effect.gen(function* () {
    const state = yield* (yield* Store).get
    return collection(yield* findOrg(state, input), now, input)
  })

export const post: Handler<"instanceOrgInvites.post"> = (input, now) =>
  Effect.gen(function* () {
    const store = yield* Store
    return yield* store.modify(
      Effect.fnUntraced(function* (before) {
        const found = yield* findOrg(before, input)
        const { invite: wanted } = input
        const user = findUserByEmail(before, wanted.email)
        if (user !== undefined && found.members.some(({ userId }) => userId === user.id)) {
          return yield* conflict(`${wanted.email} already is a member of the organization`)
        }
        const [id, state] = nextId(before, now)
        const invite: InviteRecord = {
          disallowTransfer: false,
          ...wanted,
          id: InviteId.make(id),
          inviteDate: formatIso(now),
          ttl: defaultTtl
        }
        const org = { ...found, invites: [...found.invites, invite] }
        return [collection(org, now, {}), replaceOrg(state, org)] as const
      })
    )
  })
