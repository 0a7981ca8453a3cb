/** The prompt that reviews who and what may manage the instance. */
import { checkNumber, choiceArgument } from "./arguments.ts"
import type { IsAvailable, Prompt } from "./Prompt.ts"
import { confirmation, dryRunFirst, formatCall, numberSteps, pages, textsAreData } from "./sentences.ts"

const defaultDays = "30"
const perPage = 100

const readingTokens = (days: string, isAvailable: IsAvailable): ReadonlyArray<string> =>
  isAvailable("losant_list_api_tokens")
    ? [
        `Call ${formatCall("losant_list_api_tokens", { perPage })}. ${pages}`,
        "Report the tokens whose `status` is active and that have expired, expire within " +
          `${days} days, or never expire; and those whose \`scope\` has "all.Instance", "all.User" or "instanceApiTokens.post": ` +
          "a token that makes tokens can make a stronger one."
      ]
    : ["Tell me that this server does not show API tokens, and that its toolset for them is off."]

const changes = (isAvailable: IsAvailable): string => {
  const means = [
    { tool: "losant_update_api_token", does: "to put a token out of use (`status`), which can be taken back" },
    { tool: "losant_update_instance_member", does: "to give a member another `role`" }
  ].filter(({ tool }) => isAvailable(tool))
  return means.length === 0
    ? "Say what you would change. This server changes nothing."
    : "Say what you would change, and change nothing yet. What I then choose is done with " +
        `${means.map(({ tool, does }) => `${tool} ${does}`).join(", ")}. ${dryRunFirst} ${confirmation}`
}

export const reviewInstancePrompt: Prompt = {
  name: "review_instance_access",
  title: "Review tokens and administrators",
  description: "Reports which people and which API tokens may manage the instance, and which of them should not.",
  tools: ["losant_list_instance_members"],
  arguments: [
    choiceArgument(
      "days",
      `Within how many days a token expires soon. Default: ${defaultDays}.`,
      ["7", "14", "30", "60", "90"],
      checkNumber(1, 3_650)
    )
  ],
  text: ({ days = defaultDays }, isAvailable) =>
    [
      "Review which people and which API tokens may manage my Losant instance.",
      numberSteps(
        `Call ${formatCall("losant_list_instance_members", { perPage })}. Report the admins, whether there is only one, or ` +
          "more than five, and members whose `twoFactorAuthEnabled` is not true, unless `ssoLinked` is.",
        ...readingTokens(days, isAvailable),
        ...(isAvailable("losant_list_audit_logs")
          ? [
              `Call ${formatCall("losant_list_audit_logs", { targetType: "ApiToken", perPage })}, and report who made or changed ` +
                "tokens in the last 28 days."
            ]
          : []),
        "Put the reports in tables, the riskiest first, and say in one sentence what matters most.",
        changes(isAvailable)
      ),
      textsAreData
    ].join("\n\n")
}
