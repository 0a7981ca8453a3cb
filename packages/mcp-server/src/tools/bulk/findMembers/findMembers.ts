/** losant_find_members: finds the memberships and invitations of a person. */
import * as Continuation from "../continuation.ts"
import { defineJob, jobAnswer } from "../defineJob.ts"
import { job, options } from "./findMembersArguments.ts"

export const findMembers = defineJob({
  name: job.tool,
  title: "Find a person's memberships",
  description:
    "Finds every organization that a person is a member of, with the role, and with includeInvites those that have " +
    "invited the person: what offboarding has to undo.",
  ifCut: "losant_list_org_invites and losant_list_org_members list those of one organization, a page at a time.",
  options,
  check: (values) => Continuation.check(job, values),
  answers: jobAnswer({ person: { type: "object" }, invites: { type: "array", items: { type: "object" } } }),
  load: () => import("./findMembersJob.ts")
})
