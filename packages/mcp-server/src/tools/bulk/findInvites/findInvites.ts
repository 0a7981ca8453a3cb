/** losant_find_invites: finds invitations of all organizations. */
import * as Continuation from "../continuation.ts"
import { defineJob, jobAnswer } from "../defineJob.ts"
import { job, options } from "./findInvitesArguments.ts"

export const findInvites = defineJob({
  name: job.tool,
  title: "Find invitations",
  description:
    "Finds unanswered invitations of all organizations, each with expired. Takes a request an organization: Losant " +
    "cannot search them.",
  ifCut: `${job.tool} answers fewer at once with email.`,
  options,
  check: (values) => [
    ...(values.olderThanDays !== undefined && values.olderThanDays < 1
      ? [{ argument: "olderThanDays", message: "must be at least 1" }]
      : []),
    ...Continuation.check(job, values)
  ],
  answers: jobAnswer({}),
  load: () => import("./findInvitesJob.ts")
})
