/** losant_list_notification_rules: lists the notification rules of the instance. */
import * as InstanceNotificationRules from "@effect-losant/core/InstanceNotificationRules"
import { defineList } from "../define/defineList.ts"

export const listNotificationRules = defineList(InstanceNotificationRules.get, {
  name: "losant_list_notification_rules",
  title: "List notification rules",
  description: "Lists the rules that tell people when an organization uses too much.",
  one: "losant_get_notification_rule",
  always: ["id", "name", "description", "enabled", "ruleConfig", "callbackUrl", "targetQueryJson"],
  unless: {},
  isWhole: false
})
