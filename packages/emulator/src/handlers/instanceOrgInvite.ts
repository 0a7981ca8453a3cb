import * as Effect from "effect/Effect"
import { notFound } from "../errors/ApiError.ts"
import { toOrgInvite } from "../orgs/Invite.ts"
import { findOrg, replaceOrg } from "../orgs/Org.ts"
import type { InviteRecord, State } from "../state/State.ts"
import { Store } from "../state/Store.ts"
import { formatIso } from "../util/Time.ts"
import type { Handler, InputOf } from "./Handler.ts"

const find = Effect.fnUntraced(function* (state: State, input: InputOf<"instanceOrgInvite.get">) {
  const org = yield* findOrg(state, input)
  const invite = org.invites.find(({ id }) => id === input.inviteId)
  return invite === undefined ? yield* notFound("Invite") : { org, invite }
})

export const get: Handler<"instanceOrgInvite.get"> = (input, now) =>
  Effect.gen(function* () {
    const state = yield* (yield* Store).get
    return toOrgInvite((yield* find(state, input)).invite, now)
  })

const del: Handler<"instanceOrgInvite.delete"> = (input) =>
  Effect.gen(function* () {
    const store = yield* Store
    return yield* store.modify(
      Effect.fnUntraced(function* (state) {
        const { org, invite } = yield* find(state, input)
        const invites = org.invites.filter(({ id }) => id !== invite.id)
        return [{ success: true }, replaceOrg(state, { ...org, invites })] as const
      })
    )
  })

export { del as delete }

export const resendInvite: Handler<"instanceOrgInvite.resendInvite"> = (input, now) =>
  Effect.gen(function* () {
    const store = yield* Store
    return yield* store.modify(
      Effect.fnUntraced(function* (state) {
        const { org, invite } = yield* find(state, input)
        const resent: InviteRecord = { ...invite, ...input.roleInfo, inviteDate: formatIso(now) }
        const invites = org.invites.map((other) => (other.id === invite.id ? resent : other))
        return [toOrgInvite(resent, now), replaceOrg(state, { ...org, invites })] as const
      })
    )
  })
