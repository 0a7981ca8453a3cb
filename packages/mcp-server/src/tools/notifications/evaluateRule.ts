/** losant_run_notification_rule: runs a notification rule now. */
import * as InstanceNotificationRule from "@effect-losant/core/InstanceNotificationRule"
import * as Effect from "effect/Effect"
import { defineWrite } from "../define/defineWrite.ts"
import { itemState, readItem, subjectOfItem } from "../define/items.ts"
import { describeDanger, planWrite } from "../writes/planWrite.ts"
import { describeRule } from "./ruleFacts.ts"

export const evaluateRule = defineWrite(InstanceNotificationRule.evaluate, {
  name: "losant_run_notification_rule",
  title: "Evaluate notification rule",
  description: "Runs a notification rule now: it really sends its emails and calls its URL. A person has to confirm.",
  descriptions: { ignoreFrequencyCheck: "Tells again what was told in this period" },
  done: "Losant has begun to evaluate the rule.",
  sign: "it shows messages whose sentAt is from the moment of the call on if the rule was evaluated and told somebody",
  dangers: ["evaluateRule"],
  verify: ({ notificationRuleId }) => ({
    tool: "losant_list_notification_logs",
    arguments: { notificationRuleId }
  }),
  plan: Effect.fnUntraced(function* (request) {
    const found = yield* readItem(request.action, InstanceNotificationRule.get, request)
    const plan = yield* planWrite<typeof InstanceNotificationRule.evaluate, Record<never, never>, Record<never, never>>(
      request,
      {
        subject: subjectOfItem(found),
        before: {},
        after: request.body,
        readAnswer: (_, { jobId }) => ({ about: jobId === undefined ? {} : { jobId } })
      }
    )
    return {
      ...plan,
      // Losant does not answer what it was asked for.
      after: {},
      ...describeDanger(request, found.subject, {
        dangers: ["evaluateRule"],
        facts: describeRule(found.item),
        state: itemState(found)
      })
    }
  })
})
