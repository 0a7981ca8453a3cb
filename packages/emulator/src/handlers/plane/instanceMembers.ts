import type { Schemas } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import { conflict, validation } from "../../errors/ApiError.ts"
import { findOrCreateUser, findUserById } from "../../orgs/Member.ts"
import { findInstance } from "../../orgs/Org.ts"
import { anyCollection, type Collection, viewAsIs } from "../../resources/Collection.ts"
import type { Params } from "../../resources/Declaration.ts"
import type { LiveState } from "../../state/LiveState.ts"
import type { InstanceRecord } from "../../state/State.ts"
import { formatIso } from "../../util/Time.ts"

type Members = NonNullable<InstanceRecord["members"]>

const toInstanceMember = (
  state: LiveState,
  { id }: InstanceRecord,
  { userId, role }: Members[number]
): Schemas.InstanceMember => {
  const { email, firstName, lastName, twoFactorAuthEnabled } = findUserById(state, userId) ?? {}
  return {
    instanceId: id,
    userId,
    ...(email === undefined ? {} : { email }),
    ...(firstName === undefined ? {} : { firstName }),
    ...(lastName === undefined ? {} : { lastName }),
    role,
    ...(twoFactorAuthEnabled === undefined ? {} : { twoFactorAuthEnabled }),
    ssoLinked: false
  }
}

const changeMembers = (
  state: LiveState,
  { instanceId }: Params,
  now: number,
  change: (members: Members) => Members
): LiveState => {
  const replace = (instance: InstanceRecord): InstanceRecord =>
    instance.id === instanceId
      ? { ...instance, members: change(instance.members ?? []), lastUpdated: formatIso(now) }
      : instance
  const [first, ...others] = state.instances
  return { ...state, instances: [replace(first), ...others.map(replace)] }
}

const collection: Collection<Schemas.InstanceMember, unknown, Schemas.InstanceMemberPost, Schemas.InstanceMemberPatch> =
  {
    title: "Member",
    items: (state, { instanceId }) =>
      Effect.map(findInstance(state, instanceId), (instance) =>
        (instance.members ?? []).map((member) => toInstanceMember(state, instance, member))
      ),
    view: viewAsIs,
    create: Effect.fnUntraced(function* (before, params, person, now) {
      const { members = [] } = yield* findInstance(before, params["instanceId"])
      const [user, state] = yield* findOrCreateUser(before, person, now)
      if (members.some(({ userId }) => userId === user.id)) {
        return yield* conflict(`${user.email} already is a member of the instance`)
      }
      const member = { userId: user.id, role: person.role }
      return [user.id, changeMembers(state, params, now, (all) => [...all, member])]
    }),
    allowChange: Effect.fnUntraced(function* (state, { instanceId }, member, body) {
      const { members = [] } = yield* findInstance(state, instanceId)
      const keepsAdmin =
        body?.role === "admin" || members.some(({ userId, role }) => role === "admin" && userId !== member.userId)
      if (!keepsAdmin) return yield* validation("member", "is the only admin of the instance")
    }),
    update: (state, params, member, { role }, now) => [
      { ...member, role },
      changeMembers(state, params, now, (all) =>
        all.map((other) => (other.userId === member.userId ? { ...other, role } : other))
      )
    ],
    remove: (state, params, { userId }, now) =>
      changeMembers(state, params, now, (all) => all.filter((member) => member.userId !== userId))
  }

/** The people who manage an instance. @since 0.2.0 */
export const instanceMembers = anyCollection(collection)
