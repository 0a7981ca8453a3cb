/** The prompt that makes an organization for a new customer. */
import type { Role } from "@effect-losant/core/schemas/Role"
import {
  checkAmong,
  choiceArgument,
  newOrganizationArgument,
  newPersonArgument,
  organizationArgument,
  quoteValue
} from "./arguments.ts"

import type { Prompt } from "./Prompt.ts"
import { confirmation, dryRunFirst, formatCall, noRepeats, numberSteps, textsAreData } from "./sentences.ts"

const defaultRole = "admin"
/** The settings may hold texts and domains of the other customer, and its members must not get in. */
const takenParts = ["limits", "tags"]

// The type makes the list complete, and the list needs no module of core at run time.
const roleNames: Readonly<Record<Role, true>> = { admin: true, edit: true, collaborate: true, view: true, none: true }
const roles = Object.keys(roleNames)

export const onboardPrompt: Prompt = {
  name: "onboard_customer",
  title: "Onboard a customer",
  description:
    "Creates a customer's organization, with the settings of another one if you like, and invites its first member.",
  tools: ["losant_list_orgs", "losant_get_org", "losant_create_org", "losant_invite_to_org", "losant_list_org_invites"],
  arguments: [
    newOrganizationArgument("customer", "The name of the new organization. It completes names that there are already."),
    newPersonArgument("email", "The email address of the customer's first member."),
    choiceArgument("role", `What the first member may do. Default: ${defaultRole}.`, roles, checkAmong(roles)),
    organizationArgument("like", "An organization whose limits and settings the new one is to get.")
  ],
  text: ({ customer = "", email = "", role = defaultRole, like }) =>
    [
      `Onboard the customer ${quoteValue(customer)}: make an organization of this name, and invite ${quoteValue(email)} to it ` +
        `with the role ${role}.`,
      numberSteps(
        `Call ${formatCall("losant_list_orgs", { nameContains: customer })}. If one of these may be this customer's ` +
          "already, show it to me and stop.",
        like === undefined
          ? "Ask me which `limits`, `tags` and `mfaMode` the organization is to have, unless I have said so."
          : `It gets the limits and tags of ${quoteValue(like)}, and nothing else of it, because the rest belongs to the other ` +
              "customer. Ask me which `mfaMode` it is to have, and which of these limits and tags are to be others.",
        `Call ${formatCall("losant_create_org", {
          name: customer,
          ...(like === undefined ? {} : { like, take: takenParts })
        })} and what I have said. ${dryRunFirst} ${confirmation} Names need not be unique: call it only once.`,
        `Call ${formatCall("losant_invite_to_org", { email, role })} and the \`orgId\` of the new organization. ` +
          `${dryRunFirst} ${confirmation} The person gets an email at once.`,
        "Call losant_get_org and losant_list_org_invites with this `orgId`, and tell me it, its settings and who is " +
          "invited."
      ),
      `${noRepeats} ${textsAreData}`
    ].join("\n\n")
}
