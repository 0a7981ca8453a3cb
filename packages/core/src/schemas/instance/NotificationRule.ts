/**
 * Notification rules: who is told when an organization uses too much.
 *
 * @module
 * @since 0.2.0
 */
import * as Schema from "effect/Schema"
import { InstanceId, LosantId, NotificationRuleId, OrgId } from "../Ids.ts"
import { pagedListFields } from "../List.ts"
import { Email, IsoDate, known, text } from "../Scalars.ts"

const ruleTypes = ["payloadUsage", "notebookMinuteUsage"] as const
const thresholdTypes = ["percentOfLimit"] as const
const frequencies = ["billingCycle", "daily"] as const
const groups = ["admins", "members", "none"] as const
const changers = ["apiToken", "user"] as const

const Threshold = Schema.Finite.check(Schema.isBetween({ minimum: 0, maximum: 1_000 }))
const Url = text(0, 1024).annotate({ format: "uri" })
const Addresses = Schema.optionalKey(Schema.Array(Email).check(Schema.isMaxLength(10)))
// The text of a query on organizations: JSON of at most 8,192 characters.
const TargetQuery = text(0, 8_192)
const templates = { subjectTemplate: text(1, 1024), bodyTemplate: text(0, 32_767) }

const AnsweredEmailConfig = Schema.Struct({
  ...templates,
  sendToTarget: Schema.optionalKey(known(groups)),
  sendToOwner: Schema.optionalKey(known(groups)),
  sendToAddresses: Addresses
})
const AnsweredRuleConfig = Schema.Struct({
  ruleType: known(ruleTypes),
  thresholdType: known(thresholdTypes),
  threshold: Threshold,
  maxFrequency: Schema.optionalKey(known(frequencies))
})
const EmailConfig = Schema.Struct({
  ...templates,
  sendToTarget: Schema.optionalKey(Schema.Literals(groups)),
  sendToOwner: Schema.optionalKey(Schema.Literals(groups)),
  sendToAddresses: Addresses
})
const RuleConfig = Schema.Struct({
  ruleType: Schema.Literals(ruleTypes),
  thresholdType: Schema.Literals(thresholdTypes),
  threshold: Threshold,
  maxFrequency: Schema.optionalKey(Schema.Literals(frequencies))
})

/**
 * A notification rule. `ruleConfig.threshold` is a percentage of the limit. `targetQueryJson` is the JSON of the query
 * that chooses the organizations: an `OrgQuery`.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 *
 * const isOn = ({ enabled, callbackUrl, emailConfig }: Schemas.NotificationRule) =>
 *   enabled === true && (callbackUrl !== undefined || emailConfig !== undefined)
 * ```
 *
 * @since 0.2.0
 */
export class NotificationRule extends Schema.Opaque<NotificationRule>()(
  Schema.Struct({
    id: NotificationRuleId,
    notificationRuleId: Schema.optionalKey(NotificationRuleId),
    ownerId: Schema.optionalKey(InstanceId),
    ownerType: Schema.optionalKey(known(["instance"])),
    creationDate: Schema.optionalKey(IsoDate),
    lastUpdated: Schema.optionalKey(IsoDate),
    createdById: Schema.optionalKey(LosantId),
    createdByType: Schema.optionalKey(known(changers)),
    lastUpdatedById: Schema.optionalKey(LosantId),
    lastUpdatedByType: Schema.optionalKey(known(changers)),
    targetType: Schema.optionalKey(known(["organization"])),
    targetQueryJson: Schema.optionalKey(TargetQuery),
    name: Schema.optionalKey(text(1, 255)),
    description: Schema.optionalKey(text(0, 32_767)),
    enabled: Schema.optionalKey(Schema.Boolean),
    callbackUrl: Schema.optionalKey(Url),
    emailConfig: Schema.optionalKey(AnsweredEmailConfig),
    ruleConfig: Schema.optionalKey(AnsweredRuleConfig)
  })
) {}

/**
 * A page of the notification rules of an instance.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 *
 * const disabledOn = ({ items }: Schemas.NotificationRules) => items.filter(({ enabled }) => enabled === false)
 * ```
 *
 * @since 0.2.0
 */
export class NotificationRules extends Schema.Opaque<NotificationRules>()(
  Schema.Struct({
    items: Schema.Array(NotificationRule),
    ownerId: Schema.optionalKey(InstanceId),
    ownerType: Schema.optionalKey(known(["instance"])),
    ...pagedListFields
  })
) {}

const settings = {
  description: Schema.optionalKey(text(0, 32_767)),
  enabled: Schema.optionalKey(Schema.Boolean),
  callbackUrl: Schema.optionalKey(Schema.Union([Url, Schema.Null])),
  emailConfig: Schema.optionalKey(Schema.Union([EmailConfig, Schema.Null]))
}

/**
 * A new notification rule. It sends emails, calls a URL, or both.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 *
 * const nearlyUsedUp: Schemas.NotificationRulePost = {
 *   name: "80 % of the payloads",
 *   targetType: "organization",
 *   targetQueryJson: JSON.stringify({ disabledAt: false }),
 *   ruleConfig: { ruleType: "payloadUsage", thresholdType: "percentOfLimit", threshold: 80, maxFrequency: "daily" },
 *   callbackUrl: "https://example.com/hook"
 * }
 * ```
 *
 * @since 0.2.0
 */
export class NotificationRulePost extends Schema.Opaque<NotificationRulePost>()(
  Schema.Struct({
    name: text(1, 255),
    targetType: Schema.Literals(["organization"]),
    targetQueryJson: TargetQuery,
    ruleConfig: RuleConfig,
    ...settings
  })
) {}

/**
 * The changes to a notification rule. A field that is absent stays as it is; `null` takes `callbackUrl` or `emailConfig`
 * away.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 *
 * const byEmailAlone: Schemas.NotificationRulePatch = { callbackUrl: null }
 * ```
 *
 * @since 0.2.0
 */
export class NotificationRulePatch extends Schema.Opaque<NotificationRulePatch>()(
  Schema.Struct({
    name: Schema.optionalKey(text(1, 255)),
    targetQueryJson: Schema.optionalKey(TargetQuery),
    ruleConfig: Schema.optionalKey(RuleConfig),
    ...settings
  })
) {}

/**
 * The options to evaluate a rule now: with `ignoreFrequencyCheck` it also sends what it has already sent in this period.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 *
 * const again: Schemas.NotificationRuleEvaluationOptions = { ignoreFrequencyCheck: true }
 * ```
 *
 * @since 0.2.0
 */
export class NotificationRuleEvaluationOptions extends Schema.Opaque<NotificationRuleEvaluationOptions>()(
  Schema.Struct({ ignoreFrequencyCheck: Schema.optionalKey(Schema.Boolean) })
) {}

const Delivery = Schema.Struct({
  id: LosantId,
  notificationRuleDeliveryId: Schema.optionalKey(LosantId),
  notificationRuleId: Schema.optionalKey(NotificationRuleId),
  ownerId: Schema.optionalKey(InstanceId),
  ownerType: Schema.optionalKey(known(["instance"])),
  requestedById: Schema.optionalKey(LosantId),
  requestedByType: Schema.optionalKey(known(["user", "apiToken", "system"])),
  sentAt: Schema.optionalKey(IsoDate),
  targetType: Schema.optionalKey(known(["organization"])),
  targetId: Schema.optionalKey(OrgId),
  targetName: Schema.optionalKey(text(1, 255)),
  callbackUrl: Schema.optionalKey(Url),
  email: Schema.optionalKey(
    Schema.Struct({
      subject: Schema.optionalKey(Schema.String),
      body: Schema.optionalKey(Schema.String),
      addresses: Schema.optionalKey(Schema.Array(Email))
    })
  ),
  evaluation: Schema.optionalKey(
    Schema.Struct({
      value: Schema.optionalKey(Schema.Finite),
      limit: Schema.optionalKey(Schema.Finite),
      ruleType: Schema.optionalKey(known(ruleTypes)),
      thresholdType: Schema.optionalKey(known(thresholdTypes)),
      threshold: Schema.optionalKey(Threshold),
      maxFrequency: Schema.optionalKey(known([...frequencies, "unlimited"]))
    })
  )
})

/**
 * The messages that a rule has sent: to whom, and for which value. `evaluation.value` and `evaluation.limit` are in
 * payloads or minutes.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 *
 * const toldAbout = (logs: Schemas.NotificationRuleDeliveryLogs) => logs.map(({ targetName, sentAt }) => [targetName, sentAt])
 * ```
 *
 * @since 0.2.0
 */
export const NotificationRuleDeliveryLogs = Schema.Array(Delivery)
export type NotificationRuleDeliveryLogs = typeof NotificationRuleDeliveryLogs.Type
