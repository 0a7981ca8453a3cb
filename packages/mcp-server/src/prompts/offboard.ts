/** A person who leaves loses access everywhere. */
import { memberOf, organization, quoted } from "./arguments.ts"
import type { Prompt } from "./Prompt.ts"
import { asData, confirming, dryRunFirst, goingOn, notTwice, steps } from "./sentences.ts"

const ofOrganization = "organization"

export const offboard: Prompt = {
  name: "offboard_person",
  title: "Offboard a person",
  description:
    "Finds every organization that a person is a member of, and removes the person from each, as you confirm.",
  tools: ["losant_find_members", "losant_list_org_members", "losant_remove_org_member"],
  arguments: [
    organization(
      ofOrganization,
      "An organization of which the person is a member, if you know one: it completes the email address."
    ),
    memberOf(ofOrganization, "email", "The person's email address.")
  ],
  text: ({ email = "", organization: known }, isShown) => {
    const revokes = isShown("losant_revoke_org_invite")
    const openInvites = revokes
      ? [`For each open invitation of the person that was found call losant_revoke_org_invite. ${dryRunFirst}`]
      : []
    return [
      `Offboard the person with the email address ${quoted(email)}: take their access to every organization away.`,
      steps(
        `Call losant_find_members for this email address${revokes ? ", with includeInvites true" : ""}. ${goingOn} Tell me of ` +
          "organizations that could not be read." +
          (known === undefined ? "" : ` The organization ${quoted(known)} should be among them: if not, tell me.`),
        `Show me a table of the organizations with the person's role in each${revokes ? ", and of the open invitations" : ""}.`,
        "For each organization where the person is admin, call losant_list_org_members and look for other admins. Where " +
          "there is none, leave the organization out, and ask me who is to be its admin.",
        `For each of the others call losant_remove_org_member. ${dryRunFirst} ${confirming} You may show me all of the ` +
          "dry runs together; each removal is confirmed by itself.",
        ...openInvites,
        "Call losant_find_members once more. Tell me where the person was removed, and where they still are and why."
      ),
      `${notTwice} ${asData}`
    ].join("\n\n")
  }
}
