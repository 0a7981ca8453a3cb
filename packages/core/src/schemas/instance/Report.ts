/**
 * Reports on the usage of an instance.
 *
 * @module
 * @since 0.2.0
 */
import * as Schema from "effect/Schema"
import { OrgLimits } from "../Limits.ts"
import { mfaModes } from "../Org.ts"
import { Email, IsoDate, text } from "../Scalars.ts"

const Url = text(0, 1024).annotate({ format: "uri" })

const grouping = {
  resourceGroupBy: Schema.optionalKey(Schema.Literals(["application", "organization"])),
  dateGroupBy: Schema.optionalKey(Schema.Literals(["day", "month"])),
  includeSandbox: Schema.optionalKey(Schema.Boolean)
}

const ReportConfig = Schema.Struct({
  id: Schema.optionalKey(text(0, 48)),
  cron: text(0, 255),
  timezone: Schema.optionalKey(text(0, 255)),
  emails: Schema.optionalKey(Schema.Array(Email).check(Schema.isMaxLength(10))),
  callbackUrl: Schema.optionalKey(Url),
  periods: Schema.optionalKey(Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 90 }))),
  ...grouping
})

/**
 * The changes to an instance. A field that is absent stays as it is; `reportConfigs`, at most ten, is replaced whole.
 * `orgDefaultLimitConfig` has the limits of organizations that are created from then on.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 *
 * const secondFactorForAll: Schemas.InstancePatch = { mfaMode: "required" }
 * ```
 *
 * @since 0.2.0
 */
export class InstancePatch extends Schema.Opaque<InstancePatch>()(
  Schema.Struct({
    reportConfigs: Schema.optionalKey(Schema.Array(ReportConfig).check(Schema.isMaxLength(10))),
    orgDefaultLimitConfig: Schema.optionalKey(OrgLimits),
    mfaMode: Schema.optionalKey(Schema.Literals(mfaModes))
  })
) {}

/**
 * A report on the usage of an instance: a CSV that Losant sends to an address, to a URL, or to both.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 *
 * const monthly: Schemas.InstanceReportOptionsPost = {
 *   email: "billing@example.com",
 *   resourceGroupBy: "organization",
 *   dateGroupBy: "month",
 *   start: "2026-05-01T00:00:00.000Z",
 *   end: "2026-06-01T00:00:00.000Z"
 * }
 * ```
 *
 * @since 0.2.0
 */
export class InstanceReportOptionsPost extends Schema.Opaque<InstanceReportOptionsPost>()(
  Schema.Struct({
    email: Schema.optionalKey(Email),
    callbackUrl: Schema.optionalKey(Url),
    ...grouping,
    start: Schema.optionalKey(IsoDate),
    end: Schema.optionalKey(IsoDate)
  })
) {}
