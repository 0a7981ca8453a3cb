/**
 * One notification rule of an instance.
 *
 * @module
 * @since 0.2.0
 */
import * as Schema from "effect/Schema"
import * as Action from "./Action.ts"
import { LosantNotFound } from "./LosantError.ts"
import { InstanceId, NotificationRuleId } from "./schemas/Ids.ts"
import { JobEnqueuedResult } from "./schemas/instance/Job.ts"
import {
  NotificationRule,
  NotificationRuleDeliveryLogs,
  NotificationRuleEvaluationOptions,
  NotificationRulePatch
} from "./schemas/instance/NotificationRule.ts"
import { Limit } from "./schemas/params/ListParams.ts"
import { Instant } from "./schemas/params/TimeParams.ts"
import { Success } from "./schemas/Success.ts"

const path = "/instances/:instanceId/notification-rules/:notificationRuleId"
const params = { instanceId: InstanceId, notificationRuleId: NotificationRuleId }

/**
 * Retrieves a notification rule (Losant's `instanceNotificationRule.get`).
 *
 * @example
 * ```ts
 * import { type InstanceId, InstanceNotificationRule, type NotificationRuleId } from "@effect-losant/core"
 *
 * const rule = (instanceId: InstanceId, notificationRuleId: NotificationRuleId) =>
 *   InstanceNotificationRule.get({ instanceId, notificationRuleId })
 * ```
 *
 * @since 0.2.0
 */
export const get = Action.make("instanceNotificationRule.get", {
  method: "GET",
  path,
  params,
  success: NotificationRule,
  errors: [LosantNotFound],
  scopes: "read"
})

/**
 * Updates a notification rule (Losant's `instanceNotificationRule.patch`).
 *
 * @example
 * ```ts
 * import { type InstanceId, InstanceNotificationRule, type NotificationRuleId } from "@effect-losant/core"
 *
 * const turnOff = (instanceId: InstanceId, notificationRuleId: NotificationRuleId) =>
 *   InstanceNotificationRule.patch({ instanceId, notificationRuleId, notificationRule: { enabled: false } })
 * ```
 *
 * @since 0.2.0
 */
export const patch = Action.make("instanceNotificationRule.patch", {
  method: "PATCH",
  path,
  params,
  body: { notificationRule: NotificationRulePatch },
  success: NotificationRule,
  errors: [LosantNotFound],
  scopes: "write"
})

/**
 * Deletes a notification rule (Losant's `instanceNotificationRule.delete`).
 *
 * @example
 * ```ts
 * import { type InstanceId, InstanceNotificationRule, type NotificationRuleId } from "@effect-losant/core"
 *
 * const remove = (instanceId: InstanceId, notificationRuleId: NotificationRuleId) =>
 *   InstanceNotificationRule.delete({ instanceId, notificationRuleId })
 * ```
 *
 * @since 0.2.0
 */
const del = Action.make("instanceNotificationRule.delete", {
  method: "DELETE",
  path,
  params,
  success: Success,
  errors: [LosantNotFound],
  scopes: "write"
})

export { del as delete }

/**
 * Returns what a rule has sent, the newest first (Losant's `instanceNotificationRule.logs`): one entry unless `limit` asks
 * for more. A token that may only read is refused.
 *
 * @example
 * ```ts
 * import { type InstanceId, InstanceNotificationRule, type NotificationRuleId } from "@effect-losant/core"
 *
 * const lastTen = (instanceId: InstanceId, notificationRuleId: NotificationRuleId) =>
 *   InstanceNotificationRule.logs({ instanceId, notificationRuleId, limit: 10 })
 * ```
 *
 * @since 0.2.0
 */
export const logs = Action.make("instanceNotificationRule.logs", {
  method: "GET",
  path: "/instances/:instanceId/notification-rules/:notificationRuleId/logs",
  params,
  query: { limit: Schema.optionalKey(Limit.annotate({ default: 1 })), since: Schema.optionalKey(Instant) },
  success: NotificationRuleDeliveryLogs,
  errors: [LosantNotFound],
  scopes: "write"
})

/**
 * Evaluates a rule now (Losant's `instanceNotificationRule.evaluate`). Losant really sends the messages that follow.
 *
 * @example
 * ```ts
 * import { type InstanceId, InstanceNotificationRule, type NotificationRuleId } from "@effect-losant/core"
 *
 * const sendNow = (instanceId: InstanceId, notificationRuleId: NotificationRuleId) =>
 *   InstanceNotificationRule.evaluate({
 *     instanceId,
 *     notificationRuleId,
 *     evaluationOptions: { ignoreFrequencyCheck: true }
 *   })
 * ```
 *
 * @since 0.2.0
 */
export const evaluate = Action.make("instanceNotificationRule.evaluate", {
  method: "POST",
  path: "/instances/:instanceId/notification-rules/:notificationRuleId/evaluate",
  params,
  body: { evaluationOptions: NotificationRuleEvaluationOptions },
  success: JobEnqueuedResult,
  status: 202,
  errors: [LosantNotFound],
  scopes: "write"
})
