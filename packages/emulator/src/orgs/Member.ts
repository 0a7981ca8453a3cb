/**
 * Members: how they are added, and their shapes in answers.
 *
 * @since 0.1.0
 */
import { type Schemas, UserId } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import { type ApiError, conflict, validation } from "../errors/ApiError.ts"
import { nextId } from "../state/Ids.ts"
import type { LiveState } from "../state/LiveState.ts"
import { makePositions } from "../state/positions.ts"
import type { MemberRecord, OrgRecord, UserRecord } from "../state/State.ts"

const byId = makePositions((user: UserRecord) => user.id)
const byEmail = makePositions((user: UserRecord) => user.email.toLowerCase())

/** The shape of a member inside of an organization: the roles, and the person's account. @since 0.1.0 */
export const toOrgMember = (state: LiveState, member: MemberRecord): Schemas.OrgMember => {
  const user = byId.find(state.users, member.userId)
  return {
    userId: member.userId,
    ...(user === undefined
      ? {}
      : {
          email: user.email,
          firstName: user.firstName,
          lastName: user.lastName,
          twoFactorAuthEnabled: user.twoFactorAuthEnabled,
          ssoLinked: false
        }),
    role: member.role,
    applicationRoles: member.applicationRoles ?? [],
    dashboardRoles: member.dashboardRoles ?? []
  }
}

/** The shape of a member in answers about members. @since 0.1.0 */
export const toInstanceOrgMember = (
  state: LiveState,
  org: OrgRecord,
  member: MemberRecord
): Schemas.InstanceOrgMember => ({
  instanceId: org.instanceId,
  orgId: org.id,
  ...toOrgMember(state, member)
})

/** The user with this id. @since 0.2.0 */
export const findUserById = (state: LiveState, id: string): UserRecord | undefined => byId.find(state.users, id)

/** The user with this email. @since 0.1.0 */
export const findUserByEmail = (state: LiveState, email: string): UserRecord | undefined =>
  byEmail.find(state.users, email.toLowerCase())

// A person without an account has no name yet, so the part before the @ stands for the first name.
const newUser = (id: UserId, email: string): UserRecord => ({
  id,
  email,
  firstName: email.split("@")[0] ?? email,
  lastName: "",
  twoFactorAuthEnabled: false
})

/** The user of a body, and the state with it. An email without an account gets one. @since 0.2.0 */
export const findOrCreateUser = (
  state: LiveState,
  post: { readonly userId: string } | { readonly email: string },
  now: number
): Effect.Effect<readonly [UserRecord, LiveState], ApiError> => {
  if ("userId" in post) {
    const userId = post.userId.toLowerCase()
    const user = byId.find(state.users, userId)
    return user === undefined
      ? Effect.fail(validation("userId", `is not valid: no user has the id ${userId}`))
      : Effect.succeed([user, state])
  }
  const user = findUserByEmail(state, post.email)
  if (user !== undefined) return Effect.succeed([user, state])
  const [id, next] = nextId(state, now)
  const account = newUser(UserId.make(id), post.email)
  return Effect.succeed([account, { ...next, users: byId.append(state.users, account) }])
}

/** Adds a person to a list of members. An email without an account gets one. @since 0.1.0 */
export const addMember = Effect.fnUntraced(function* (
  state: LiveState,
  members: ReadonlyArray<MemberRecord>,
  post: Schemas.InstanceOrgMemberPost,
  now: number
): Effect.fn.Return<readonly [member: MemberRecord, members: ReadonlyArray<MemberRecord>, state: LiveState], ApiError> {
  const [user, next] = yield* findOrCreateUser(state, post, now)
  if (members.some(({ userId }) => userId === user.id)) {
    return yield* conflict(`${user.email} already is a member of the organization`)
  }
  const member: MemberRecord = {
    userId: user.id,
    role: post.role,
    ...(post.applicationRoles === undefined ? {} : { applicationRoles: post.applicationRoles }),
    ...(post.dashboardRoles === undefined ? {} : { dashboardRoles: post.dashboardRoles })
  }
  return [member, [...members, member], next]
})
