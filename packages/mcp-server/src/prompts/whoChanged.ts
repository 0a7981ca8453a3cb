/** The prompt that finds out who changed something. */
import { organizationArgument, quoteValue } from "./arguments.ts"
import type { Prompt } from "./Prompt.ts"
import { formatCall, maxBatch, numberSteps, pages, textsAreData } from "./sentences.ts"

export const whoChangedPrompt: Prompt = {
  name: "who_changed_this",
  title: "Who changed this?",
  description: "Finds in the audit log who changed or deleted something, when, and what it was before.",
  tools: ["losant_list_audit_logs", "losant_get_audit_log"],
  arguments: [
    organizationArgument("organization", "The organization that was changed. Default: everything in the instance."),
    { name: "person", description: "Who did it, if you know: an email, or the name of a token.", isRequired: false }
  ],
  text: ({ organization, person }) => {
    const list = formatCall("losant_list_audit_logs", {
      ...(organization === undefined ? {} : { targetType: "Organization", targetName: organization }),
      ...(person === undefined ? {} : { actorName: person }),
      perPage: 100
    })
    return [
      `Find out who changed ${organization === undefined ? "what I ask about" : `the organization ${quoteValue(organization)}`}` +
        `${person === undefined ? "" : `, and what ${quoteValue(person)} did`}.`,
      numberSteps(
        `Call ${list}. It answers the last 28 days, the newest first. ${pages} Losant keeps a year: if what I look for is ` +
          "not there, ask me how far to go back, and call it with `start`.",
        `Show me the entries that may be it, ${maxBatch} at most: \`creationDate\`, \`actorName\`, \`requestAction\`, ` +
          "`primaryTargetName`, `secondaryTargetName` and `responseStatus`. One with a status of 400 or more changed " +
          "nothing. Where the actor is a token, anybody who has it may have done it.",
        "For the entries that I choose, call losant_get_audit_log with its `instanceAuditLogId`. Tell me what the request " +
          "changed, and of other people's data no more than that.",
        "Say in one sentence who did what, and when; and which call would take it back. Change nothing."
      ),
      `The log has what was done to organizations and to the instance, and nothing that devices or workflows did. ${textsAreData}`
    ].join("\n\n")
  }
}
