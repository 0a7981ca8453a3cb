import * as Effect from "effect/Effect"
import { notFound } from "../errors/ApiError.ts"
import { toInstanceOrgMember } from "../orgs/Member.ts"
import { findOrg, replaceOrg } from "../orgs/Org.ts"
import type { MemberRecord, State } from "../state/State.ts"
import { Store } from "../state/Store.ts"
import { formatIso } from "../util/Time.ts"
import type { Handler, InputOf } from "./Handler.ts"

const find = Effect.fnUntraced(function* (state: State, input: InputOf<"instanceOrgMember.get">) {
  const org = yield* findOrg(state, input)
  const member = org.members.find(({ userId }) => userId === input.userId)
  return member === undefined ? yield* notFound("Member") : { org, member }
})

export const get: Handler<"instanceOrgMember.get"> = (input) =>
  Effect.gen(function* () {
    const state = yield* (yield* Store).get
    const { org, member } = yield* find(state, input)
    return toInstanceOrgMember(state, org, member)
  })

export const patch: Handler<"instanceOrgMember.patch"> = (input, now) =>
  Effect.gen(function* () {
    const store = yield* Store
    return yield* store.modify(
      Effect.fnUntraced(function* (state) {
        const { org, member } = yield* find(state, input)
        const changed: MemberRecord = { ...member, ...input.member }
        const members = org.members.map((other) => (other.userId === member.userId ? changed : other))
        return [
          toInstanceOrgMember(state, org, changed),
          replaceOrg(state, { ...org, members, lastUpdated: formatIso(now) })
        ] as const
      })
    )
  })

const del: Handler<"instanceOrgMember.delete"> = (input, now) =>
  Effect.gen(function* () {
    const store = yield* Store
    return yield* store.modify(
      Effect.fnUntraced(function* (state) {
        const { org, member } = yield* find(state, input)
        const members = org.members.filter(({ userId }) => userId !== member.userId)
        return [{ success: true }, replaceOrg(state, { ...org, members, lastUpdated: formatIso(now) })] as const
      })
    )
  })

export { del as delete }
