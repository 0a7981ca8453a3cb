/** losant_update_notification_rule: changes a notification rule. */
import * as InstanceNotificationRule from "@effect-losant/core/InstanceNotificationRule"
import type { JsonObject } from "../../text/json.ts"
import { defineUpdate, type ItemDangers } from "../define/defineUpdate.ts"
import { checkTargetQuery } from "./checkQuery.ts"
import { describeRule, hasMessages } from "./ruleFacts.ts"

type RuleDanger = "startRule" | "silenceRule"

const isOn = (rule: JsonObject): boolean => rule["enabled"] !== false && hasMessages(rule)

/** The fields that decide who is told about which organization. A change may tell more or less, so both are named. */
const messageFields = ["targetQueryJson", "ruleConfig", "callbackUrl", "emailConfig"]

const findDangers = (item: JsonObject, after: JsonObject): ItemDangers<RuleDanger> => {
  const next = Object.fromEntries(Object.entries({ ...item, ...after }).filter(([, value]) => value !== null))
  const changesMessages = Object.keys(after).some((name) => messageFields.includes(name))
  const starts = isOn(next) && (!isOn(item) || changesMessages)
  const silences = isOn(item) && (!isOn(next) || changesMessages)
  return {
    dangers: [...(starts ? ["startRule" as const] : []), ...(silences ? ["silenceRule" as const] : [])],
    facts: describeRule(next)
  }
}

export const updateRule = defineUpdate(InstanceNotificationRule.patch, {
  name: "losant_update_notification_rule",
  title: "Update notification rule",
  description:
    "Changes a notification rule; what is left out stays, and ruleConfig and emailConfig are replaced whole. A change " +
    "of what it sends has to be confirmed.",
  read: InstanceNotificationRule.get,
  verify: "losant_get_notification_rule",
  dangers: ["startRule", "silenceRule"],
  findDangers,
  clears: ["callbackUrl", "emailConfig"],
  checkBody: checkTargetQuery
})
