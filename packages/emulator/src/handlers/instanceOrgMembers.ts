import * as Effect from "effect/Effect"
import * as Member from "../orgs/Member.ts"
import * as Org from "../orgs/Org.ts"
import * as Listing from "../query/Listing.ts"
import { Store } from "../state/Store.ts"
import { iso } from "../util/Time.ts"
import type { Handler } from "./Handler.ts"

export const get: Handler<"instanceOrgMembers.get"> = (input) =>
  Effect.gen(function* () {
    const state = yield* (yield* Store).get
    const org = yield* Org.find(state, input)
    const { sortField = "email", sortDirection = "asc" } = input
    const field = (member: (typeof org.members)[number], name: string) =>
      name === "role" ? member.role : (Member.person(state, member).email ?? "")
    const found = Listing.filtered(org.members, input, field)
    const sorted = Listing.sorted(
      found,
      sortDirection,
      (member) => field(member, sortField),
      ({ userId }) => userId
    )
    return {
      items: sorted.map((member) => Member.view(state, org, member)),
      instanceId: org.instanceId,
      orgId: org.id,
      count: sorted.length,
      sortField,
      sortDirection,
      ...Listing.echo(input)
    }
  })

export const post: Handler<"instanceOrgMembers.post"> = (input, now) =>
  Effect.gen(function* () {
    const store = yield* Store
    return yield* store.modify(
      Effect.fnUntraced(function* (before) {
        const found = yield* Org.find(before, input)
        const [member, members, state] = yield* Member.add(before, found.members, input.member, now)
        const org = { ...found, members, lastUpdated: iso(now) }
        return [Member.view(state, org, member), Org.replace(state, org)] as const
      })
    )
  })
