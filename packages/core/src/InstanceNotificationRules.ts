/**
 * The notification rules of an instance.
 *
 * @module
 * @since 0.2.0
 */
import * as Action from "./Action.ts"
import { LosantNotFound } from "./LosantError.ts"
import { InstanceId } from "./schemas/Ids.ts"
import { NotificationRule, NotificationRulePost, NotificationRules } from "./schemas/instance/NotificationRule.ts"
import { filtered, paged, pagedById, sorted } from "./schemas/params/ListParams.ts"

const path = "/instances/:instanceId/notification-rules"
const params = { instanceId: InstanceId }

/**
 * Returns the notification rules of an instance, a page at a time (Losant's `instanceNotificationRules.get`).
 *
 * @example
 * ```ts
 * import { InstanceNotificationRules, type InstanceId } from "@effect-losant/core"
 *
 * const rules = (instanceId: InstanceId) => InstanceNotificationRules.get({ instanceId, sortField: "name" })
 * ```
 *
 * @since 0.2.0
 */
export const get = Action.make("instanceNotificationRules.get", {
  method: "GET",
  path,
  params,
  query: { ...sorted(["name", "id", "creationDate", "lastUpdated"]), ...paged, ...filtered(["name"]) },
  success: NotificationRules,
  errors: [LosantNotFound],
  paging: pagedById,
  scopes: "read"
})

/**
 * Creates a notification rule (Losant's `instanceNotificationRules.post`), which from then on sends emails or calls a
 * URL.
 *
 * @example
 * ```ts
 * import { InstanceNotificationRules, type InstanceId, type OrgQuery } from "@effect-losant/core"
 *
 * const query: OrgQuery = { disabledAt: false }
 * const warnAt80 = (instanceId: InstanceId) =>
 *   InstanceNotificationRules.post({
 *     instanceId,
 *     notificationRule: {
 *       name: "80 % of the payloads",
 *       targetType: "organization",
 *       targetQueryJson: JSON.stringify(query),
 *       ruleConfig: { ruleType: "payloadUsage", thresholdType: "percentOfLimit", threshold: 80 },
 *       callbackUrl: "https://example.com/hook"
 *     }
 *   })
 * ```
 *
 * @since 0.2.0
 */
export const post = Action.make("instanceNotificationRules.post", {
  method: "POST",
  path,
  params,
  body: { notificationRule: NotificationRulePost },
  success: NotificationRule,
  status: 201,
  errors: [LosantNotFound],
  scopes: "write"
})
