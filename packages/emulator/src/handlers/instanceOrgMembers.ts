import type { Schemas } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import { ensureRoomForMember } from "../orgs/hardLimits.ts"
import { addMember, toInstanceOrgMember } from "../orgs/Member.ts"
import { changeOrg, findOrg } from "../orgs/Org.ts"
import { anyCollection, type Collection, viewAsIs } from "../resources/Collection.ts"
import { formatIso } from "../util/Time.ts"

const collection: Collection<
  Schemas.InstanceOrgMember,
  unknown,
  Schemas.InstanceOrgMemberPost,
  Schemas.InstanceOrgMemberPatch
> = {
  title: "Member",
  items: (state, params) =>
    Effect.map(findOrg(state, params), (org) => org.members.map((member) => toInstanceOrgMember(state, org, member))),
  view: viewAsIs,
  create: Effect.fnUntraced(function* (before, params, person, now) {
    const org = yield* findOrg(before, params)
    yield* ensureRoomForMember(org, now)
    const [{ userId }, members, state] = yield* addMember(before, org.members, person, now)
    return [userId, changeOrg(state, params, () => ({ members, lastUpdated: formatIso(now) }))]
  }),
  update: (state, params, member, roles, now) => [
    { ...member, ...roles },
    changeOrg(state, params, ({ members }) => ({
      members: members.map((other) => (other.userId === member.userId ? { ...other, ...roles } : other)),
      lastUpdated: formatIso(now)
    }))
  ],
  remove: (state, params, { userId }, now) =>
    changeOrg(state, params, ({ members }) => ({
      members: members.filter((member) => member.userId !== userId),
      lastUpdated: formatIso(now)
    }))
}

/** The members of an organization. @since 0.1.0 */
export const instanceOrgMembers = anyCollection(collection)
