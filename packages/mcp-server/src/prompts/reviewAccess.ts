/** Who has access, and who should not. */
import { checkNumber, organization, quoted, suggesting } from "./arguments.ts"
import type { Given, IsShown, Prompt } from "./Prompt.ts"
import { asData, confirming, dryRunFirst, steps } from "./sentences.ts"

const defaultDays = "30"

const changes = (isShown: IsShown): string => {
  const means = [
    { tool: "losant_update_org", does: "to require a second factor (mfaMode)" },
    { tool: "losant_update_org_member", does: "to give a member another role" },
    { tool: "losant_revoke_org_invite", does: "to revoke an invitation" }
  ].filter(({ tool }) => isShown(tool))
  return means.length === 0
    ? "Say what you would change. This server changes nothing."
    : "Say what you would change, and change nothing yet. What I then choose is done with " +
        `${means.map(({ tool, does }) => `${tool} ${does}`).join(", ")}. ${dryRunFirst} ${confirming}`
}

const which = ({ organization: only }: Given): string =>
  only === undefined
    ? "Call losant_list_orgs, page after page, and note the mfaMode of each organization. If there are more than 20 " +
      "organizations, tell me how many, and ask me which of them to look into."
    : `Call losant_get_org for ${quoted(only)}, and note its mfaMode.`

export const reviewAccess: Prompt = {
  name: "review_access",
  title: "Review access",
  description: "Reports who can sign in without a second factor, which invitations are stale, and who is admin.",
  tools: ["losant_list_orgs", "losant_get_org", "losant_list_org_members", "losant_list_org_invites"],
  arguments: [
    organization("organization", "The only organization to review. Default: all, or those that you choose."),
    suggesting(
      "days",
      `After how many days an open invitation is stale. Default: ${defaultDays}.`,
      ["7", "14", "30", "60", "90"],
      checkNumber(1, 3_650)
    )
  ],
  text: (given, isShown) => {
    const { organization: only, days = defaultDays } = given
    return [
      `Review who has access to ${only === undefined ? "my Losant organizations" : `the organization ${quoted(only)}`}.`,
      steps(
        which(given),
        "For each organization call losant_list_org_members, page after page, and losant_list_org_invites.",
        "Report without a second factor: organizations whose mfaMode is notRequired, and members whose " +
          "twoFactorAuthEnabled is not true, unless ssoLinked is. Admins come first.",
        `Report stale invitations: those that have expired (hasExpired), or whose inviteDate is more than ${days} days ago.`,
        "Report the admins of each organization, and the organizations that have only one, or more than five.",
        "Put the three reports in tables with organization, email and role, and say in one sentence what matters most.",
        changes(isShown)
      ),
      asData
    ].join("\n\n")
  }
}
