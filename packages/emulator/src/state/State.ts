/**
 * The state of the emulator, as plain JSON.
 *
 * @since 0.1.0
 */
import { InstanceId, InviteId, OrgId, Schemas, UserId } from "@effect-losant/core"
import * as Schema from "effect/Schema"

const { Email, InstanceOrgPatch, IsoDate, Role, resourceRoleFields } = Schemas

const Count = Schema.Int.check(Schema.isGreaterThanOrEqualTo(0))

/** A person with an account. @since 0.1.0 */
export const UserRecord = Schema.Struct({
  id: UserId,
  email: Email,
  firstName: Schema.String,
  lastName: Schema.String,
  twoFactorAuthEnabled: Schema.Boolean
})
export type UserRecord = typeof UserRecord.Type

/** A member of an organization: a user and the roles. @since 0.1.0 */
export const MemberRecord = Schema.Struct({ userId: UserId, role: Role, ...resourceRoleFields })
export type MemberRecord = typeof MemberRecord.Type

/** An invitation; `ttl` is in milliseconds. @since 0.1.0 */
export const InviteRecord = Schema.Struct({
  id: InviteId,
  email: Email,
  role: Role,
  ...resourceRoleFields,
  inviteDate: IsoDate,
  ttl: Count,
  disallowTransfer: Schema.Boolean
})
export type InviteRecord = typeof InviteRecord.Type

/**
 * The usage of an organization, which begins with the UTC day `from`. All counts follow from these numbers.
 *
 * @since 0.1.0
 */
export const UsageProfile = Schema.Struct({
  seed: Schema.Int,
  from: IsoDate,
  /** The number of devices at the beginning of `from`. */
  devices: Count,
  payloadsPerHour: Schema.Finite.check(Schema.isGreaterThanOrEqualTo(0)),
  notebookRunsPerDay: Count
})
export type UsageProfile = typeof UsageProfile.Type

/** An organization. @since 0.1.0 */
export const OrgRecord = Schema.Struct({
  ...InstanceOrgPatch.fields,
  id: OrgId,
  instanceId: InstanceId,
  creationDate: IsoDate,
  lastUpdated: IsoDate,
  name: Schema.String,
  limits: Schemas.OrgLimits,
  whitelistedEmailDomains: Schema.Array(Schema.String),
  auditLogEnabled: Schema.Boolean,
  disabledAt: Schema.Union([Schema.Literal(false), IsoDate]),
  isReadOnly: Schema.Boolean,
  tags: Schemas.OrgTags,
  mfaMode: Schema.Literals(Schemas.mfaModes),
  members: Schema.Array(MemberRecord),
  invites: Schema.Array(InviteRecord),
  /** Counts of resources that the emulator has no actions for, by the names of the summary. */
  resources: Schema.Record(Schema.String, Count),
  usage: Schema.optionalKey(UsageProfile)
})
export type OrgRecord = typeof OrgRecord.Type

/** An item of a collection that the generic store keeps. @since 0.1.0 */
export const StoredItem = Schema.JsonObject
export type StoredItem = typeof StoredItem.Type

/** An instance. @since 0.1.0 */
export const InstanceRecord = Schema.Struct({
  id: InstanceId,
  name: Schema.String,
  creationDate: IsoDate,
  lastUpdated: IsoDate,
  orgDefaultLimitConfig: Schemas.OrgLimits,
  reportConfigs: Schemas.Instance.fields.reportConfigs,
  mfaMode: Schemas.Instance.fields.mfaMode,
  /** The people who manage the instance. */
  members: Schema.optionalKey(
    Schema.Array(Schema.Struct({ userId: UserId, role: Schemas.InstanceMemberPatch.fields.role }))
  )
})
export type InstanceRecord = typeof InstanceRecord.Type

/**
 * A report that was accepted. Nothing is sent.
 *
 * @example
 * ```ts
 * import { type InstanceId, Instance } from "@effect-losant/core"
 * import { Emulator, type ReportRecord } from "@effect-losant/emulator"
 * import * as Effect from "effect/Effect"
 *
 * const program = Effect.fn(function* (instanceId: InstanceId) {
 *   yield* Instance.generateReport({ instanceId, options: { email: "billing@example.com" } })
 *   const reports: ReadonlyArray<ReportRecord> = yield* Emulator.use(({ reports }) => reports)
 *   return reports.map(({ options }) => options.email) // ["billing@example.com"]
 * })
 * ```
 *
 * @since 0.2.0
 */
export const ReportRecord = Schema.Struct({
  jobId: Schema.String,
  instanceId: InstanceId,
  creationDate: IsoDate,
  options: Schemas.InstanceReportOptionsPost
})
export type ReportRecord = typeof ReportRecord.Type

/**
 * The state. `created` counts everything that was ever created, so that no id comes twice.
 *
 * @example
 * ```ts
 * import type { State } from "@effect-losant/emulator"
 *
 * const namesOf = ({ orgs }: State) => orgs.map((org) => org.name)
 * ```
 *
 * @since 0.1.0
 */
export const State = Schema.Struct({
  version: Schema.Literal(1),
  created: Count,
  instances: Schema.NonEmptyArray(InstanceRecord),
  users: Schema.Array(UserRecord),
  orgs: Schema.Array(OrgRecord),
  /** The items of all other collections, by paths such as `/instances/ID/notification-rules`. */
  collections: Schema.optionalKey(Schema.Record(Schema.String, Schema.Array(StoredItem))),
  reports: Schema.optionalKey(Schema.Array(ReportRecord))
})
export type State = typeof State.Type
