/** losant_delete_notification_rule: deletes a notification rule. */
import * as InstanceNotificationRule from "@effect-losant/core/InstanceNotificationRule"
import { defineDelete } from "../define/defineDelete.ts"
import { describeRule } from "./ruleFacts.ts"

export const deleteRule = defineDelete(InstanceNotificationRule.delete, {
  name: "losant_delete_notification_rule",
  title: "Delete notification rule",
  description: "Deletes a notification rule with its log. A person has to confirm.",
  read: InstanceNotificationRule.get,
  verify: "losant_get_notification_rule",
  danger: "deleteRule",
  facts: describeRule,
  instead: "losant_update_notification_rule with enabled false stops it reversibly."
})
