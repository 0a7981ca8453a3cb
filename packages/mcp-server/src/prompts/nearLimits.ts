/** The prompt that finds organizations close to a limit. */
import { limitsInUse } from "@effect-losant/fleet"
import { checkAmong, checkNumber, choiceArgument, quoteValue } from "./arguments.ts"
import type { Prompt } from "./Prompt.ts"
import {
  confirmation,
  continuation,
  dryRunFirst,
  formatCall,
  maxBatch,
  numberSteps,
  textsAreData
} from "./sentences.ts"

const limits: ReadonlyArray<string> = limitsInUse.map(({ limit }) => limit)
const defaultPercent = "80"

export const nearLimitsPrompt: Prompt = {
  name: "find_orgs_near_limits",
  title: "Find organizations near a limit",
  description: "Lists the organizations that use most of a limit, how fast they grow, and what to do about it.",
  tools: ["losant_find_orgs_near_limits"],
  arguments: [
    choiceArgument(
      "percent",
      `More than how many percent of a limit. Default: ${defaultPercent}.`,
      ["50", "70", "80", "90", "95", "100"],
      checkNumber(1, 100)
    ),
    choiceArgument("limit", "The only limit to look at, such as device. Default: all.", limits, checkAmong(limits))
  ],
  text: ({ percent = defaultPercent, limit }, isAvailable) => {
    const growth = [
      { tool: "losant_get_org_device_counts", of: "device" },
      { tool: "losant_get_org_payload_breakdown", of: "payload" }
    ].filter(({ tool, of }) => isAvailable(tool) && (limit === undefined || limit === of))
    return [
      `Find the organizations that use more than ${percent} % of ${limit === undefined ? "a limit" : `their limit ${quoteValue(limit)}`}.`,
      numberSteps(
        `Call ${formatCall("losant_find_orgs_near_limits", {
          percent: Number(percent),
          ...(limit === undefined ? {} : { limits: [limit] })
        })}. ${continuation} Tell me of organizations that could not be read (\`failed\`).`,
        "Tell me how many organizations there are, and show me a table of organization, limit, what is used, what is " +
          `allowed, and percent: the nearest first, ${maxBatch} at most.`,
        ...(growth.length === 0
          ? []
          : [
              "For the five nearest, see how fast they grow: " +
                `${growth.map(({ tool, of }) => `${tool} for the limit ${of}`).join(", ")}, with its \`orgId\`. Say when ` +
                "each reaches its limit if it goes on so."
            ]),
        isAvailable("losant_update_org")
          ? "Say for each what you would do, and change nothing yet. If I want a limit raised, call losant_update_org with " +
              `its \`orgId\`, and in \`limits\` this one alone. ${dryRunFirst} ${confirmation}`
          : "Say for each what you would do. This server changes nothing."
      ),
      textsAreData
    ].join("\n\n")
  }
}
