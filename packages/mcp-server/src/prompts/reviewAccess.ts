/** The prompt that reviews who has access. */
import { checkNumber, choiceArgument, organizationArgument, quoteValue } from "./arguments.ts"
import type { IsAvailable, Prompt, PromptValues } from "./Prompt.ts"
import { confirmation, dryRunFirst, formatCall, inBatches, maxBatch, numberSteps, textsAreData } from "./sentences.ts"

const defaultDays = "30"

const changes = (isAvailable: IsAvailable): string => {
  const means = [
    { tool: "losant_update_org", does: "to require a second factor (`mfaMode`)" },
    { tool: "losant_update_org_member", does: "to give a member another `role`" },
    { tool: "losant_revoke_org_invite", does: "to revoke an invitation" }
  ].filter(({ tool }) => isAvailable(tool))
  return means.length === 0
    ? "Say what you would change. This server changes nothing."
    : "Say what you would change, and change nothing yet. What I then choose is done with " +
        `${means.map(({ tool, does }) => `${tool} ${does}`).join(", ")}. ${dryRunFirst} ${confirmation}${
          isAvailable("losant_plan_changes") && isAvailable("losant_apply_changes")
            ? " Several changes of one kind go together: losant_plan_changes plans them, and losant_apply_changes makes " +
              "them with one confirmation."
            : ""
        }`
}

// The largest page of the tools.
const perPage = 100
const oldestFirst = { sortField: "inviteDate", sortDirection: "asc", perPage } as const

/** The steps that read one organization: its settings and its people. */
const readingOne = (orgId: string): ReadonlyArray<string> => [
  `Call ${formatCall("losant_get_org", { orgId, fields: ["name", "mfaMode", "summary.memberCount"] })}. Without \`mfaMode\` ` +
    "it requires no second factor.",
  `Call ${formatCall("losant_list_org_members", { orgId, perPage })}, page after page, and ` +
    `${formatCall("losant_list_org_invites", { orgId, ...oldestFirst })}.`
]

/** The steps that read all organizations. They begin with two requests, however many organizations there are. */
const readingAll = (): ReadonlyArray<string> => [
  `Call ${formatCall("losant_list_orgs", { perPage: 1 })}: \`totalCount\` says how many organizations there are. Then call ` +
    `${formatCall("losant_list_orgs", { mfaMode: "notRequired", perPage: maxBatch })}: these are the first of those that ` +
    "require no second factor, and `totalCount` says how many those are. Tell me both numbers.",
  `If there are more than ${maxBatch} organizations, stop here and ask me which to look into: losant_list_orgs finds ` +
    "them by `nameContains`, `tag` or `mfaMode`. If not, take them all.",
  `For each of them, and for no other, call ${formatCall("losant_list_org_members", { perPage })}, page after page, and ` +
    `${formatCall("losant_list_org_invites", oldestFirst)}, both with its \`orgId\`. ${inBatches}`
]

const reports = ({ organization: only, days = defaultDays }: PromptValues): ReadonlyArray<string> => [
  `Report without a second factor: ${
    only === undefined ? "the organizations that require none" : "the organization, if it requires none"
  }, and members whose \`twoFactorAuthEnabled\` is not true, unless \`ssoLinked\` is. Admins come first.`,
  `Report stale invitations: those that have expired (\`expired\`), or whose \`inviteDate\` is more than ${days} days ago.`,
  only === undefined
    ? "Report the admins of each organization, and the organizations that have only one, or more than five."
    : "Report the admins, and whether there is only one, or more than five."
]

export const reviewAccessPrompt: Prompt = {
  name: "review_access",
  title: "Review access",
  description: "Reports who can sign in without a second factor, which invitations are stale, and who is admin.",
  tools: ["losant_list_orgs", "losant_get_org", "losant_list_org_members", "losant_list_org_invites"],
  arguments: [
    organizationArgument("organization", "The only organization to review. Default: all, or those that you choose."),
    choiceArgument(
      "days",
      `After how many days an open invitation is stale. Default: ${defaultDays}.`,
      ["7", "14", "30", "60", "90"],
      checkNumber(1, 3_650)
    )
  ],
  text: (values, isAvailable) => {
    const { organization: only } = values
    return [
      `Review who has access to ${only === undefined ? "my Losant organizations" : `the organization ${quoteValue(only)}`}.`,
      numberSteps(
        ...(only === undefined ? readingAll() : readingOne(only)),
        ...reports(values),
        "Put the three reports in tables with organization, email and role, and say in one sentence what matters most.",
        changes(isAvailable)
      ),
      textsAreData
    ].join("\n\n")
  }
}
