/** Where a person is a member, and is invited: what the tool is called with. */
import { reads } from "../../../model/ToolSpec.ts"
import { answerOf, argument, continueArgument, type FleetTool, lazily } from "../BulkTool.ts"
import * as Continuation from "../continuation.ts"
import { job, name } from "./findMembersArguments.ts"
import { readPerson } from "./person.ts"

export const findMembers: FleetTool = {
  spec: {
    name,
    title: "Find a person's memberships",
    description:
      "Finds every organization that a person is a member of, with the role, and with includeInvites those that have " +
      "invited the person: what offboarding has to undo.",
    hints: reads,
    ifCut: "losant_list_org_invites and losant_list_org_members list those of one organization, a page at a time."
  },
  arguments: [
    argument(
      "person",
      { type: "string", description: "Email or userId." },
      { isRequired: true, term: { read: readPerson } }
    ),
    argument("includeInvites", { type: "boolean" }),
    continueArgument
  ],
  outputSchema: answerOf({ person: { type: "object" }, invites: { type: "array", items: { type: "object" } } }),
  check: (values) => Continuation.check(job, values),
  run: lazily(() => import("./findMembersJob.ts"))
}
