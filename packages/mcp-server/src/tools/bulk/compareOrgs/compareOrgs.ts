/** losant_compare_orgs: compares organizations, or lists the tags that exist. */
import type { Problem } from "../../../model/ArgumentSpec.ts"
import * as Continuation from "../continuation.ts"
import { defineJob, jobAnswer } from "../defineJob.ts"
import { type CompareOrgsArguments, job, maxOrgs, minOrgs, options } from "./compareOrgsArguments.ts"

const check = (values: CompareOrgsArguments): ReadonlyArray<Problem> => {
  const { orgs, tags = false } = values
  const count = new Set(orgs).size
  if (tags === (orgs !== undefined)) {
    return [{ argument: "orgs", message: "give either orgs, to compare them, or tags true, not both" }]
  }
  return orgs !== undefined && (count < minOrgs || count > maxOrgs)
    ? [{ argument: "orgs", message: `expected ${minOrgs} to ${maxOrgs} organizations` }]
    : Continuation.check(job, values)
}

export const compareOrgs = defineJob({
  name: job.tool,
  title: "Compare organizations",
  description: "Compares settings, limits and tags of organizations: answers only what differs.",
  ifCut: `${job.tool} answers less of fewer organizations.`,
  options,
  check,
  answers: jobAnswer({
    differences: { type: "array", items: { type: "object" } },
    same: { type: "number" },
    tags: { type: "array", items: { type: "object" } }
  }),
  load: () => import("./compareOrgsJob.ts")
})
