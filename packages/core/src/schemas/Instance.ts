/**
 * Instances: a company's own Losant.
 *
 * @module
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import { InstanceId, UserId } from "./Ids.ts"
import { InstanceLimits, OrgLimits } from "./Limits.ts"
import { pagedListFields } from "./List.ts"
import { mfaModes } from "./Org.ts"
import { Email, IsoDate, known, text } from "./Scalars.ts"

const ReportConfig = Schema.Struct({
  id: Schema.optionalKey(text(0, 48)),
  // Losant requires it in a request that configures a report. An answer without it must not fail.
  cron: Schema.optionalKey(text(0, 255)),
  timezone: Schema.optionalKey(text(0, 255)),
  emails: Schema.optionalKey(Schema.Array(Email).check(Schema.isMaxLength(10))),
  callbackUrl: Schema.optionalKey(text(0, 1024).annotate({ format: "uri" })),
  resourceGroupBy: Schema.optionalKey(known(["application", "organization"])),
  dateGroupBy: Schema.optionalKey(known(["day", "month"])),
  periods: Schema.optionalKey(Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 90 }))),
  includeSandbox: Schema.optionalKey(Schema.Boolean)
})

const InstanceMember = Schema.Struct({
  userId: Schema.optionalKey(UserId),
  role: Schema.optionalKey(known(["admin", "view"]))
})

/**
 * An instance.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 *
 * const mayHold = ({ limits }: Schemas.Instance): number | undefined => limits?.organization
 * ```
 *
 * @since 0.1.0
 */
export class Instance extends Schema.Opaque<Instance>()(
  Schema.Struct({
    id: InstanceId,
    instanceId: Schema.optionalKey(InstanceId),
    name: Schema.optionalKey(text(1, 255)),
    creationDate: Schema.optionalKey(IsoDate),
    lastUpdated: Schema.optionalKey(IsoDate),
    allowAuditLogging: Schema.optionalKey(Schema.Boolean),
    reportConfigs: Schema.optionalKey(Schema.Array(ReportConfig).check(Schema.isMaxLength(10))),
    limits: Schema.optionalKey(InstanceLimits),
    orgDefaultLimitConfig: Schema.optionalKey(OrgLimits),
    members: Schema.optionalKey(Schema.Array(InstanceMember)),
    mfaMode: Schema.optionalKey(known(mfaModes))
  })
) {}

/**
 * A page of the instances that a token reaches.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 *
 * const isLast = ({ items, page = 0, perPage = items.length, totalCount = 0 }: Schemas.Instances) =>
 *   (page + 1) * perPage >= totalCount
 * ```
 *
 * @since 0.1.0
 */
export class Instances extends Schema.Opaque<Instances>()(
  Schema.Struct({ items: Schema.Array(Instance), ...pagedListFields })
) {}
