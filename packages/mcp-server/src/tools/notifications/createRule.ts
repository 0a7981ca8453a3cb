/** losant_create_notification_rule: makes a notification rule. */
import * as InstanceNotificationRules from "@effect-losant/core/InstanceNotificationRules"
import * as Effect from "effect/Effect"
import { defineWrite } from "../define/defineWrite.ts"
import { valuesOf } from "../define/items.ts"
import { findNewest, planNewItem } from "../define/planNewItem.ts"
import { checkTargetQuery } from "./checkQuery.ts"
import { describeRule, hasMessages } from "./ruleFacts.ts"

export const createRule = defineWrite(InstanceNotificationRules.post, {
  name: "losant_create_notification_rule",
  title: "Create notification rule",
  description:
    "Makes a rule by which Losant sends emails or calls a URL when an organization's usage passes a percentage of its " +
    "limit. A person has to confirm.",
  done: "The rule was made.",
  sign: "it lists one whose creationDate is from the moment of the call on if the rule was made",
  dangers: ["startRule", "repeatWrite"],
  check: ({ body }) => checkTargetQuery(body),
  verify: (_, { body }) => findNewest("losant_list_notification_rules", body.name),
  plan: Effect.fnUntraced(function* (request) {
    const body = valuesOf(request.body)
    const starts = body["enabled"] !== false && hasMessages(body)
    return yield* planNewItem(request, InstanceNotificationRules.get, "notification rule", {
      dangers: starts ? ["startRule"] : [],
      facts: describeRule(body)
    })
  })
})
