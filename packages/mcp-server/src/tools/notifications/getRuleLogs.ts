/** losant_list_notification_logs: reads the messages that a rule has sent. */
import * as InstanceNotificationRule from "@effect-losant/core/InstanceNotificationRule"
import { presentItems } from "../../answers/listAnswers.ts"
import { fieldsOption } from "../../arguments/options.ts"
import { isJsonList, isJsonObject } from "../../text/json.ts"
import { defineRead } from "../define/defineRead.ts"

export const getRuleLogs = defineRead(InstanceNotificationRule.logs, {
  name: "losant_list_notification_logs",
  title: "Get messages of a rule",
  description: "Reads whom a notification rule told, when, and for which value. The token needs a scope that writes.",
  answers: {
    type: "object",
    properties: { items: { type: "array", items: { type: "object" } }, count: { type: "number" } }
  },
  // Losant answers a bare list.
  options: fieldsOption,
  present: ({ answer }, { options }) =>
    presentItems(undefined, isJsonList(answer) ? answer.filter(isJsonObject) : [], options.fields)
})
