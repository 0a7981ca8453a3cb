/** The prompt that removes a person from all organizations. */
import { memberArgument, organizationArgument, quoteValue } from "./arguments.ts"
import type { Prompt } from "./Prompt.ts"
import {
  confirmation,
  continuation,
  dryRunFirst,
  formatCall,
  inBatches,
  noRepeats,
  numberSteps,
  textsAreData
} from "./sentences.ts"

const organizationName = "organization"

export const offboardPrompt: Prompt = {
  name: "offboard_person",
  title: "Offboard a person",
  description:
    "Finds every organization that a person is a member of, and removes the person from each, as you confirm.",
  tools: ["losant_find_members", "losant_remove_org_member"],
  arguments: [
    organizationArgument(
      organizationName,
      "An organization of which the person is a member, if you know one: it completes the email address."
    ),
    memberArgument(organizationName, "email", "The person's email address.")
  ],
  text: ({ email = "", organization }, isAvailable) => {
    const revokes = isAvailable("losant_revoke_org_invite")
    const find = formatCall("losant_find_members", {
      person: email,
      ...(revokes ? { includeInvites: true } : {})
    })
    const openInvites = revokes
      ? [
          "For each open invitation that was found call losant_revoke_org_invite with its `orgId` and `inviteId`. " +
            `${dryRunFirst} ${confirmation}`
        ]
      : []
    return [
      `Offboard the person with the email address ${quoteValue(email)}: take their access to every organization away.`,
      numberSteps(
        `Call ${find}. ${continuation} Tell me of organizations that could not be read (\`failed\`).` +
          (organization === undefined
            ? ""
            : ` The organization ${quoteValue(organization)} should be among them: if not, tell me.`),
        `Show me how many organizations there are, and a table of them with the person's role in each${
          revokes ? ", and of the open invitations" : ""
        }.`,
        "For each organization call losant_remove_org_member with its `orgId` and the person's `userId`. " +
          `${dryRunFirst} You may show me the dry runs together. ${inBatches} Where one says that the person is the last ` +
          `admin, leave the organization out, and ask me who is to be its admin. ${confirmation} Each removal is confirmed ` +
          "by itself.",
        ...openInvites,
        `Call ${find} once more. Tell me where the person was removed, and where they still are and why.`
      ),
      `${noRepeats} ${textsAreData}`
    ].join("\n\n")
  }
}
