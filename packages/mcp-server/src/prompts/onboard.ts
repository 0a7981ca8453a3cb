/** A new customer gets an organization. */
import type { Role } from "@effect-losant/core/schemas/Role"
import { checkAmong, checkEmail, organization, quoted, suggesting } from "./arguments.ts"
import type { Prompt } from "./Prompt.ts"
import { asData, dryRunFirst, notTwice, steps } from "./sentences.ts"

const defaultRole = "admin"

// By name, so that none is forgotten, and nothing of core is loaded for them.
const byName: Readonly<Record<Role, true>> = { admin: true, edit: true, collaborate: true, view: true, none: true }
const roles = Object.keys(byName)

export const onboard: Prompt = {
  name: "onboard_customer",
  title: "Onboard a customer",
  description:
    "Creates a customer's organization, with the settings of another one if you like, and invites its first member.",
  tools: ["losant_list_orgs", "losant_get_org", "losant_create_org", "losant_invite_to_org", "losant_list_org_invites"],
  arguments: [
    { name: "customer", description: "The name of the new organization.", isRequired: true },
    {
      name: "email",
      description: "The email address of the customer's first member.",
      isRequired: true,
      check: checkEmail
    },
    suggesting("role", `What the first member may do. Default: ${defaultRole}.`, roles, checkAmong(roles)),
    organization("like", "An organization whose limits and settings the new one is to get.")
  ],
  text: ({ customer = "", email = "", role = defaultRole, like }) =>
    [
      `Onboard the customer ${quoted(customer)}: make an organization of this name, and invite ${quoted(email)} to it ` +
        `with the role ${role}.`,
      steps(
        `Call losant_list_orgs and look for organizations whose names contain ${quoted(customer)}. If one may be this ` +
          "customer's already, show it to me and stop.",
        like === undefined
          ? "Ask me which limits, tags and MFA mode the organization is to have, unless I have said so."
          : `Call losant_get_org for ${quoted(like)}. Take over its limits, mfaMode, iconColor and tags, and show me ` +
              "what you take over. Leave out what belongs to the other customer: its description, referralId and banner.",
        `Call losant_create_org. ${dryRunFirst} Names need not be unique: call it only once.`,
        `Call losant_invite_to_org for the new organization. ${dryRunFirst} The person gets an email at once.`,
        "Call losant_get_org and losant_list_org_invites for the new organization, and tell me its id, its settings and " +
          "who is invited."
      ),
      `${notTwice} ${asData}`
    ].join("\n\n")
}
