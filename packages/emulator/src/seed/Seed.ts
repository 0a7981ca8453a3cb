/**
 * Seeds: short descriptions of the state that an emulator starts with. Everything that can be derived is optional.
 *
 * @since 0.1.0
 */
import { InstanceId, InviteId, OrgId, Schemas, UserId } from "@effect-losant/core"
import * as Schema from "effect/Schema"
import { storedDeclarations } from "../handlers/collections.ts"
import { defaultTtl } from "../orgs/Invite.ts"
import { resolveDisabledAt } from "../orgs/Org.ts"
import { defaultLimits } from "../state/defaultLimits.ts"
import { makeId } from "../state/Ids.ts"
import {
  type InstanceRecord,
  type InviteRecord,
  type MemberRecord,
  type OrgRecord,
  type State,
  StoredItem,
  type UsageProfile,
  type UserRecord
} from "../state/State.ts"
import { hashText } from "../util/Hash.ts"
import { day, floorTo, formatIso, parseMillis } from "../util/Time.ts"
import { toCollections } from "./seedCollections.ts"

const { Email, InstanceMemberPatch, InstanceOrgPost, IsoDate, OrgLimits, Role, resourceRoleFields } = Schemas

const Count = Schema.Int.check(Schema.isGreaterThanOrEqualTo(0))

const SeedMember = Schema.Struct({
  userId: Schema.optionalKey(UserId),
  email: Email,
  firstName: Schema.optionalKey(Schema.String),
  lastName: Schema.optionalKey(Schema.String),
  role: Role,
  ...resourceRoleFields
})

const SeedInstanceMember = Schema.Struct({
  userId: Schema.optionalKey(UserId),
  email: Email,
  firstName: Schema.optionalKey(Schema.String),
  lastName: Schema.optionalKey(Schema.String),
  twoFactorAuthEnabled: Schema.optionalKey(Schema.Boolean),
  role: InstanceMemberPatch.fields.role
})

const SeedInvite = Schema.Struct({
  id: Schema.optionalKey(InviteId),
  email: Email,
  role: Role,
  ...resourceRoleFields,
  inviteDate: Schema.optionalKey(IsoDate),
  ttl: Schema.optionalKey(Count),
  disallowTransfer: Schema.optionalKey(Schema.Boolean)
})

const SeedUsage = Schema.Struct({
  /** The number of days with usage, up to and including today. Default 365. */
  days: Schema.optionalKey(Schema.Int.check(Schema.isGreaterThanOrEqualTo(1))),
  devices: Schema.optionalKey(Count),
  payloadsPerHour: Schema.optionalKey(Schema.Finite.check(Schema.isGreaterThanOrEqualTo(0))),
  notebookRunsPerDay: Schema.optionalKey(Count)
})

const SeedOrg = Schema.Struct({
  ...InstanceOrgPost.fields,
  id: Schema.optionalKey(OrgId),
  creationDate: Schema.optionalKey(IsoDate),
  lastUpdated: Schema.optionalKey(IsoDate),
  members: Schema.optionalKey(Schema.Array(SeedMember)),
  invites: Schema.optionalKey(Schema.Array(SeedInvite)),
  resources: Schema.optionalKey(Schema.Record(Schema.String, Count)),
  usage: Schema.optionalKey(SeedUsage)
})

const SeedInstance = Schema.Struct({
  id: Schema.optionalKey(InstanceId),
  name: Schema.String,
  creationDate: Schema.optionalKey(IsoDate),
  orgDefaultLimitConfig: Schema.optionalKey(OrgLimits),
  members: Schema.optionalKey(Schema.Array(SeedInstanceMember)),
  orgs: Schema.optionalKey(Schema.Array(SeedOrg)),
  /**
   * The items of other collections, by the end of the path, such as `notification-rules` or
   * `notification-rules/ID/logs`.
   */
  collections: Schema.optionalKey(Schema.Record(Schema.String, Schema.Array(StoredItem)))
})

/**
 * A seed. Missing ids follow from the order, and are the same each time. Missing dates are the beginning of today, UTC.
 * Members with the same email are one user. `resources` are counts by the names of the summary.
 *
 * @example
 * ```ts
 * import { Emulator, type SeedData } from "@effect-losant/emulator"
 *
 * const seed: SeedData = {
 *   instances: [
 *     {
 *       name: "Northwind",
 *       orgs: [{ name: "Plant 1", limits: { device: 100 }, members: [{ email: "jo@example.com", role: "admin" }] }]
 *     }
 *   ]
 * }
 * const layer = Emulator.layer({ seed })
 * ```
 *
 * @since 0.1.0
 */
export const SeedData = Schema.Struct({ instances: Schema.NonEmptyArray(SeedInstance) })
export type SeedData = typeof SeedData.Type

type SeedOrg = typeof SeedOrg.Type

interface Person {
  readonly userId?: string | undefined
  readonly email: string
  readonly firstName?: string | undefined
  readonly lastName?: string | undefined
  readonly twoFactorAuthEnabled?: boolean
}

/** A seed with one empty instance. @since 0.1.0 */
export const emptySeed: SeedData = { instances: [{ name: "Empty Instance" }] }

// Derived ids begin with this time instead of the current one, so that they are the same on every day.
const epoch = parseMillis("2020-01-01T00:00:00.000Z")

/** The state that a seed describes. `now` is in milliseconds since the epoch. @since 0.1.0 */
export const toState = (seed: SeedData, now: number, declarations = storedDeclarations): State => {
  let created = 0
  const nextId = () => makeId(epoch, ++created)
  const today = floorTo(now, day)
  const users = new Map<string, UserRecord>()

  const findUser = (person: Person): UserRecord => {
    const { userId, email, firstName, lastName, twoFactorAuthEnabled = false } = person
    const existing = users.get(email.toLowerCase())
    const user = existing ?? {
      id: UserId.make(userId?.toLowerCase() ?? nextId()),
      email,
      firstName: firstName ?? email.split("@")[0] ?? email,
      lastName: lastName ?? "",
      twoFactorAuthEnabled
    }
    users.set(email.toLowerCase(), user)
    return user
  }

  const member = ({ userId, email, firstName, lastName, ...roles }: typeof SeedMember.Type): MemberRecord => ({
    userId: findUser({ userId, email, firstName, lastName }).id,
    ...roles
  })

  const invite = (one: typeof SeedInvite.Type): InviteRecord => ({
    disallowTransfer: false,
    ttl: defaultTtl,
    ...one,
    id: InviteId.make(one.id?.toLowerCase() ?? nextId()),
    inviteDate: formatIso(one.inviteDate === undefined ? today : parseMillis(one.inviteDate))
  })

  const usage = ({ days = 365, ...usual }: typeof SeedUsage.Type, name: string): UsageProfile => ({
    devices: 0,
    payloadsPerHour: 0,
    notebookRunsPerDay: 0,
    ...usual,
    seed: hashText(name),
    from: formatIso(today - (days - 1) * day)
  })

  const org = (one: SeedOrg, instance: InstanceRecord): OrgRecord => {
    const creationDate = formatIso(one.creationDate === undefined ? today : parseMillis(one.creationDate))
    const { usage: used, ...settings } = one
    return {
      whitelistedEmailDomains: [],
      auditLogEnabled: false,
      isReadOnly: false,
      tags: [],
      mfaMode: "notRequired",
      resources: {},
      ...settings,
      id: OrgId.make(one.id?.toLowerCase() ?? nextId()),
      instanceId: instance.id,
      creationDate,
      lastUpdated: one.lastUpdated === undefined ? creationDate : formatIso(parseMillis(one.lastUpdated)),
      limits: { ...instance.orgDefaultLimitConfig, ...one.limits },
      disabledAt: resolveDisabledAt(one.disabledAt ?? false, today),
      members: (one.members ?? []).map(member),
      invites: (one.invites ?? []).map(invite),
      ...(used === undefined ? {} : { usage: usage(used, one.name) })
    }
  }

  const make = (one: typeof SeedInstance.Type) => {
    const creationDate = formatIso(one.creationDate === undefined ? today : parseMillis(one.creationDate))
    const instance: InstanceRecord = {
      id: InstanceId.make(one.id?.toLowerCase() ?? nextId()),
      name: one.name,
      creationDate,
      lastUpdated: creationDate,
      orgDefaultLimitConfig: { ...defaultLimits, ...one.orgDefaultLimitConfig }
    }
    const orgs = (one.orgs ?? []).map((each) => org(each, instance))
    const members = one.members?.map(({ role, ...person }) => ({ userId: findUser(person).id, role }))
    return {
      instance: members === undefined ? instance : { ...instance, members },
      orgs,
      collections: toCollections(one.collections ?? {}, declarations, instance.id, { nextId, now: today })
    }
  }

  const [first, ...others] = seed.instances
  const results = [make(first), ...others.map(make)] as const
  const collections = Object.fromEntries(results.flatMap((each) => Object.entries(each.collections)))
  return {
    version: 1,
    instances: [results[0].instance, ...results.slice(1).map(({ instance }) => instance)],
    orgs: results.flatMap(({ orgs }) => orgs),
    users: Array.from(users.values()),
    created,
    ...(Object.keys(collections).length === 0 ? {} : { collections })
  }
}

/** An id that two instances, organizations, users, invitations or items of a collection share. @since 0.1.0 */
export const findDuplicateId = ({ instances, orgs, users, collections = {} }: State): string | undefined => {
  const invites = orgs.flatMap((org) => org.invites)
  const findIn = (records: ReadonlyArray<{ readonly id?: unknown }>) => {
    const seen = new Set<unknown>()
    const duplicate = records.find(({ id }) => id !== undefined && seen.size === seen.add(id).size)
    return duplicate === undefined ? undefined : String(duplicate.id)
  }
  return [instances, orgs, users, invites, ...Object.values(collections)].map(findIn).find((id) => id !== undefined)
}
