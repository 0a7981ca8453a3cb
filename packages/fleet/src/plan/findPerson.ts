/** Finds a person in the organizations of an instance. */
import {
  type InstanceId,
  InstanceOrgMembers,
  type Losant,
  type LosantError,
  type OrgId,
  type Schemas,
  UserId
} from "@effect-losant/core"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import { isSameEmail } from "../writes/roles.ts"
import { list } from "./findOrgs.ts"

/** A person, as far as the organizations show one. */
export interface FoundPerson {
  readonly userId?: UserId
  /** An invitation names nobody but by this address. */
  readonly email?: string
  /** The ids of the organizations of which the person is a member. */
  readonly orgIds: ReadonlySet<string>
  /** The members of organizations that were read while the person was looked for. */
  readonly seen: SeenMembers
}

type Members = ReadonlyArray<Schemas.InstanceOrgMember>

/** The members that were read, by the id of their organization. */
export type SeenMembers = ReadonlyMap<string, Members>

/** The members of an organization, read once in a plan. */
export const membersOf = (
  instanceId: InstanceId,
  orgId: OrgId,
  seen: SeenMembers = new Map()
): Effect.Effect<Members, LosantError, Losant> => {
  const members = seen.get(orgId)
  return members === undefined
    ? Effect.map(InstanceOrgMembers.get({ instanceId, orgId }), ({ items }) => items)
    : Effect.succeed(members)
}

type Orgs = ReadonlyArray<Pick<Schemas.InstanceOrg, "id">>

const isUserId = Schema.is(UserId)

/** So many organizations are searched at once. */
const concurrentReads = 4

/** The first member of the organizations that fits. Each takes a request, so the search ends with it. */
const findMember = (
  instanceId: InstanceId,
  orgs: Orgs,
  seen: Map<string, Members>,
  fits: (member: Schemas.InstanceOrgMember) => boolean
) =>
  Stream.fromIterable(orgs).pipe(
    Stream.mapEffect(
      ({ id: orgId }) =>
        Effect.map(membersOf(instanceId, orgId), (items) => {
          seen.set(orgId, items)
          return items.find(fits)
        }),
      { concurrency: concurrentReads }
    ),
    Stream.filter((member) => member !== undefined),
    Stream.runHead
  )

/**
 * Finds a person by an address or a user's id. For an address the account is searched in `orgs`. Losant itself lists the
 * organizations of an account.
 */
export const findPerson = Effect.fnUntraced(function* (instanceId: InstanceId, person: string, orgs: Orgs) {
  const text = person.trim()
  const seen = new Map<string, Members>()
  const byEmail = isUserId(text)
    ? undefined
    : Option.getOrUndefined(yield* findMember(instanceId, orgs, seen, ({ email }) => isSameEmail(text, email)))
  const userId = isUserId(text) ? text : byEmail?.userId
  if (userId === undefined) return { email: text, orgIds: new Set<string>(), seen }
  const memberships = yield* list(instanceId, ["memberCount"], { memberId: userId })
  const orgIds = new Set<string>(memberships.map(({ id }) => id))
  if (!isUserId(text)) return { userId, email: byEmail?.email ?? text, orgIds, seen }
  const self = yield* findMember(
    instanceId,
    memberships.slice(0, 1),
    seen,
    (member) => member.userId.toLowerCase() === userId.toLowerCase()
  )
  const email = Option.getOrUndefined(self)?.email
  return { userId, ...(email === undefined ? {} : { email }), orgIds, seen }
})
