import * as Effect from "effect/Effect"
import { addMember, toInstanceOrgMember, toOrgMember } from "../orgs/Member.ts"
import { findOrg, replaceOrg } from "../orgs/Org.ts"
import { appliedFilter, filterItems, sortItems } from "../query/Listing.ts"
import { Store } from "../state/Store.ts"
import { formatIso } from "../util/Time.ts"
import type { Handler } from "./Handler.ts"

export const get: Handler<"instanceOrgMembers.get"> = (input) =>
  Effect.gen(function* () {
    const state = yield* (yield* Store).get
    const org = yield* findOrg(state, input)
    const { sortField = "email", sortDirection = "asc" } = input
    const field = (member: (typeof org.members)[number], name: string) =>
      name === "role" ? member.role : (toOrgMember(state, member).email ?? "")
    const found = filterItems(org.members, input, field)
    const sorted = sortItems(
      found,
      sortDirection,
      (member) => field(member, sortField),
      ({ userId }) => userId
    )
    return {
      items: sorted.map((member) => toInstanceOrgMember(state, org, member)),
      instanceId: org.instanceId,
      orgId: org.id,
      count: sorted.length,
      sortField,
      sortDirection,
      ...appliedFilter(input)
    }
  })

export const post: Handler<"instanceOrgMembers.post"> = (input, now) =>
  Effect.gen(function* () {
    const store = yield* Store
    return yield* store.modify(
      Effect.fnUntraced(function* (before) {
        const found = yield* findOrg(before, input)
        const [member, members, state] = yield* addMember(before, found.members, input.member, now)
        const org = { ...found, members, lastUpdated: formatIso(now) }
        return [toInstanceOrgMember(state, org, member), replaceOrg(state, org)] as const
      })
    )
  })
