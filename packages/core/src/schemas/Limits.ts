/**
 * The limits of an organization: the most that it may hold and use.
 *
 * @module
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"

const Count = Schema.Int.check(Schema.isGreaterThanOrEqualTo(0))

const counts = {
  apitoken: Schema.optionalKey(Count),
  application: Schema.optionalKey(Count),
  applicationcertificate: Schema.optionalKey(Count),
  applicationcertificateauthority: Schema.optionalKey(Count),
  applicationkey: Schema.optionalKey(Count),
  credential: Schema.optionalKey(Count),
  dashboard: Schema.optionalKey(Count),
  datatable: Schema.optionalKey(Count),
  device: Schema.optionalKey(Count),
  devicerecipe: Schema.optionalKey(Count),
  experiencedomain: Schema.optionalKey(Count),
  experienceendpoint: Schema.optionalKey(Count),
  experiencegroup: Schema.optionalKey(Count),
  experienceslug: Schema.optionalKey(Count),
  experienceuser: Schema.optionalKey(Count),
  experienceversion: Schema.optionalKey(Count),
  experienceview: Schema.optionalKey(Count),
  file: Schema.optionalKey(Count),
  flow: Schema.optionalKey(Count),
  integration: Schema.optionalKey(Count),
  notebook: Schema.optionalKey(Count),
  privatefile: Schema.optionalKey(Count),
  resourcejob: Schema.optionalKey(Count),
  webhook: Schema.optionalKey(Count),
  member: Schema.optionalKey(Count),
  payload: Schema.optionalKey(Count),
  storage: Schema.optionalKey(Count),
  notebookMinutesPerRun: Schema.optionalKey(Count),
  notebookMinutesPerMonth: Schema.optionalKey(Count),
  notebookInParallel: Schema.optionalKey(Count),
  experienceFlowSlots: Schema.optionalKey(Count),
  applicationFlowSlots: Schema.optionalKey(Count)
}

/**
 * The limits of an organization: how many of each resource it may hold, `storage` of its data tables in
 * bytes, `dataTTL` and `systemInterval` in seconds, `payload` per billing period. Invitations that are open count as
 * members.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 *
 * // 100 devices, a gigabyte in data tables, and data for 30 days.
 * const limits: Schemas.OrgLimits = { device: 100, storage: 1_000_000_000, dataTTL: 30 * 86_400 }
 * ```
 *
 * @since 0.1.0
 */
export class OrgLimits extends Schema.Opaque<OrgLimits>()(
  Schema.Struct({
    ...counts,
    dataTTL: Schema.optionalKey(Schema.Int.check(Schema.isGreaterThanOrEqualTo(86_400))),
    systemInterval: Schema.optionalKey(Schema.Int.check(Schema.isBetween({ minimum: 5, maximum: 3_600 })))
  })
) {}

// Losant documents no bounds for the limits of an instance.
const Granted = Schema.Int
const granted = Object.fromEntries(Object.keys(counts).map((name) => [name, Schema.optionalKey(Granted)])) as {
  // Sound: the keys are those of `counts`, and each value is the one schema.
  readonly [K in keyof typeof counts]: Schema.optionalKey<typeof Granted>
}

/**
 * The limits of an instance: those of its organizations, and how many organizations, tokens, notification rules and
 * custom nodes it may hold itself.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 *
 * const isFull = ({ organization = Infinity }: Schemas.InstanceLimits, organizations: number) =>
 *   organizations >= organization
 * ```
 *
 * @since 0.1.0
 */
export class InstanceLimits extends Schema.Opaque<InstanceLimits>()(
  Schema.Struct({
    ...granted,
    dataTTL: Schema.optionalKey(Granted),
    systemInterval: Schema.optionalKey(Granted),
    organization: Schema.optionalKey(Granted),
    instanceApiToken: Schema.optionalKey(Granted),
    instanceNotificationRule: Schema.optionalKey(Granted),
    instanceCustomNode: Schema.optionalKey(Granted)
  })
) {}
