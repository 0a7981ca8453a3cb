/** The prompt that makes a rule which warns before a limit is reached. */
import { checkEmail, checkNumber, choiceArgument, quoteValue } from "./arguments.ts"
import type { Prompt } from "./Prompt.ts"
import {
  confirmation,
  continuation,
  dryRunFirst,
  formatCall,
  noRepeats,
  numberSteps,
  textsAreData
} from "./sentences.ts"

const defaultPercent = "80"

export const warnPrompt: Prompt = {
  name: "warn_before_limit",
  title: "Warn before a limit",
  description:
    "Makes a rule by which Losant warns people when an organization nears its limit of payloads or notebook minutes.",
  tools: ["losant_list_notification_rules", "losant_find_orgs_near_limits", "losant_create_notification_rule"],
  arguments: [
    choiceArgument(
      "percent",
      `From how many percent of the limit on. Default: ${defaultPercent}.`,
      ["50", "70", "80", "90", "95", "100"],
      checkNumber(1, 1_000)
    ),
    {
      name: "email",
      description: "Whom to tell. Default: the admins of each organization.",
      isRequired: false,
      check: checkEmail
    }
  ],
  text: ({ percent = defaultPercent, email }) =>
    [
      `Let Losant warn ${email === undefined ? "the admins of each organization" : quoteValue(email)} when an organization has ` +
        `used ${percent} % of its limit of payloads, or of notebook minutes.`,
      numberSteps(
        `Call ${formatCall("losant_list_notification_rules", { perPage: 100 })}. If a rule warns of this already, show me its ` +
          "`ruleConfig` and ask me whether it is enough.",
        `Call ${formatCall("losant_find_orgs_near_limits", {
          percent: Math.min(Number(percent), 100),
          limits: ["payload", "notebookMinutesPerMonth"]
        })}. ${continuation} Tell me of whom the rule would warn at once.`,
        "Ask me what the email is to say, and whether all organizations are meant. Then call losant_create_notification_rule " +
          `with a \`name\`, "organization" as \`targetType\`, {} as \`targetQueryJson\` if all are meant, and this as ` +
          `\`ruleConfig\`: "ruleType" "payloadUsage", "thresholdType" "percentOfLimit", "threshold" ${percent}, "maxFrequency" ` +
          `"billingCycle". In \`emailConfig\` give ${
            email === undefined ? '"sendToTarget" "admins"' : `"sendToAddresses" with ${quoteValue(email)}`
          }, "subjectTemplate" and "bodyTemplate". ${dryRunFirst} ${confirmation}`,
        'The same once more, with "notebookMinuteUsage", if I want to be warned of notebook minutes too.',
        "Call losant_list_notification_rules again, and tell me what there is now."
      ),
      `${noRepeats} ${textsAreData}`
    ].join("\n\n")
}
