/** losant_get_notification_rule: reads one notification rule. */
import * as InstanceNotificationRule from "@effect-losant/core/InstanceNotificationRule"
import { onlyFields } from "../../answers/present.ts"
import { defineRead } from "../define/defineRead.ts"

export const getNotificationRule = defineRead(InstanceNotificationRule.get, {
  name: "losant_get_notification_rule",
  title: "Get notification rule",
  description: "Reads one notification rule, with its email.",
  ...onlyFields
})
