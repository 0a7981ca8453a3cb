/** The prompt that removes a person from all organizations. */
import { memberArgument, organizationArgument, quoteValue } from "./arguments.ts"
import type { Prompt } from "./Prompt.ts"
import { confirmation, continuation, formatCall, numberSteps, textsAreData } from "./sentences.ts"

const organizationName = "organization"

export const offboardPrompt: Prompt = {
  name: "offboard_person",
  title: "Offboard a person",
  description:
    "Finds every organization that a person is a member of or invited to, and takes the person out of all, once you confirm.",
  tools: ["losant_find_members", "losant_plan_changes", "losant_apply_changes"],
  arguments: [
    organizationArgument(
      organizationName,
      "An organization of which the person is a member, if you know one: it completes the email address."
    ),
    memberArgument(organizationName, "email", "The person's email address.")
  ],
  text: ({ email = "", organization }) => {
    const find = formatCall("losant_find_members", { person: email, includeInvites: true })
    const plan = formatCall("losant_plan_changes", { operation: "remove_member", person: email })
    return [
      `Offboard the person with the email address ${quoteValue(email)}: take their access to every organization away.`,
      numberSteps(
        `Call ${plan}. It changes nothing, and finds every membership and every invitation of this person.` +
          (organization === undefined
            ? ""
            : ` The organization ${quoteValue(organization)} should be among them: if not, tell me.`),
        "Show me all of the plan: how many organizations there are, the role in each, the invitations, and what is skipped. " +
          "Where it says that the person is the last admin, ask me who is to be the admin there.",
        `Call losant_apply_changes with its \`changeSetId\`. ${confirmation} One confirmation is for the whole set. ` +
          "While the answer has `continue` or `askAgainAt`, call it again so; tell me of each failure.",
        `Call ${find}. ${continuation} Tell me where the person was removed, and where they still are and why.`
      ),
      textsAreData
    ].join("\n\n")
  }
}
