/**
 * Sandboxes: the accounts of the members of an instance's organizations, and those that a seed adds.
 *
 * @since 0.2.0
 */
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { orgsOfInstance } from "../orgs/Org.ts"
import type { Json } from "../resources/Collection.ts"
import { putItem, storedItems } from "../resources/StoredCollection.ts"
import type { LiveState } from "../state/LiveState.ts"
import { type StoredItem, UsageProfile, type UserRecord } from "../state/State.ts"
import type { UsageOwner } from "../usage/Usage.ts"
import { day, formatIso, parseMillis } from "../util/Time.ts"

const untilDataDeletion = 14 * day
const untilPermanentDeletion = 30 * day

const pathOf = (instanceId: string): string => `/instances/${instanceId}/sandboxes`

/** The time that is in the first eight digits of an id. */
const creationOf = (id: string): string => formatIso(Number.parseInt(id.slice(0, 8), 16) * 1_000)

const toSandbox = ({ id, email, firstName, lastName, twoFactorAuthEnabled }: UserRecord): StoredItem => ({
  id,
  creationDate: creationOf(id),
  lastUpdated: creationOf(id),
  email,
  firstName,
  lastName,
  fullName: `${firstName} ${lastName}`.trim(),
  twoFactorAuthEnabled
})

const emailOf = ({ email }: Json): string => String(email ?? "").toLowerCase()

/** The time after which a sandbox is gone for good; never for one that is not marked for deletion. */
const endOf = ({ permanentDeletion }: Json): number =>
  typeof permanentDeletion === "string" ? parseMillis(permanentDeletion) : Number.POSITIVE_INFINITY

/** True for a sandbox that is marked for deletion. @since 0.2.0 */
export const isMarked = (sandbox: Json): boolean => sandbox["permanentDeletion"] !== undefined

/**
 * The sandboxes of an instance at a time, with the organizations of each. One that is kept takes the place of the account
 * with the same email.
 *
 * @since 0.2.0
 */
export const sandboxesOf = (state: LiveState, instanceId: string, now: number): ReadonlyArray<StoredItem> => {
  const orgs = orgsOfInstance(state, instanceId)
  const orgsOfUser = new Map<string, Array<StoredItem>>()
  for (const { id, name, iconColor, members } of orgs) {
    const org = { id, name, ...(iconColor === undefined ? {} : { iconColor }) }
    for (const { userId } of members) orgsOfUser.set(userId, [...(orgsOfUser.get(userId) ?? []), org])
  }
  const users = state.users.filter(({ id }) => orgsOfUser.has(id))
  const userByEmail = new Map(users.map((user) => [user.email.toLowerCase(), user]))
  const kept = storedItems(state, pathOf(instanceId))
  const keptEmails = new Set(kept.map(emailOf))
  const accounts = users.filter((user) => !keptEmails.has(user.email.toLowerCase())).map(toSandbox)
  return [...kept, ...accounts]
    .filter((sandbox) => now < endOf(sandbox))
    .map((sandbox) => ({
      ...sandbox,
      orgs: orgsOfUser.get(userByEmail.get(emailOf(sandbox))?.id ?? String(sandbox["id"])) ?? []
    }))
}

const put = (state: LiveState, instanceId: string, { orgs, ...sandbox }: StoredItem): LiveState =>
  putItem(state, pathOf(instanceId), sandbox)

/** The state in which a sandbox is marked for deletion. The dates of one that already is stay. @since 0.2.0 */
export const markForDeletion = (state: LiveState, instanceId: string, sandbox: StoredItem, now: number): LiveState =>
  isMarked(sandbox)
    ? state
    : put(state, instanceId, {
        ...sandbox,
        lastUpdated: formatIso(now),
        dataDeletion: formatIso(now + untilDataDeletion),
        permanentDeletion: formatIso(now + untilPermanentDeletion)
      })

/** A sandbox that is marked for deletion no longer, and the state with it. @since 0.2.0 */
export const bringBack = (
  state: LiveState,
  instanceId: string,
  sandbox: StoredItem,
  now: number
): readonly [sandbox: StoredItem, state: LiveState] => {
  if (!isMarked(sandbox)) return [sandbox, state]
  const { dataDeletion, permanentDeletion, ...rest } = sandbox
  const restored = { ...rest, lastUpdated: formatIso(now) }
  return [restored, put(state, instanceId, restored)]
}

const decodeProfile = Schema.decodeUnknownOption(UsageProfile)

/** The usage of a sandbox: the one of its seed, in the field `usage`, or none. @since 0.2.0 */
export const usageOf = ({ creationDate, usage }: Json): UsageOwner => ({
  creationDate: String(creationDate ?? formatIso(0)),
  ...Option.match(decodeProfile(usage), { onNone: () => ({}), onSome: (profile) => ({ usage: profile }) })
})
