/** losant_find_orgs_near_limits: finds the organizations that are near a limit. */
import type { Problem } from "../../../model/ArgumentSpec.ts"
import * as Continuation from "../continuation.ts"
import { defineJob, jobAnswer } from "../defineJob.ts"
import { allLimits, job, limitsIn, type NearLimitsArguments, options, percentIn } from "./nearLimitsArguments.ts"

const check = (values: NearLimitsArguments): ReadonlyArray<Problem> => {
  const unknown = limitsIn(values).filter((limit) => !allLimits.includes(limit))
  return [
    ...(percentIn(values) < 1 ? [{ argument: "percent", message: "must be at least 1" }] : []),
    ...(unknown.length > 0
      ? [{ argument: "limits", message: `expected limits that something counts towards: ${allLimits.join(", ")}` }]
      : []),
    ...Continuation.check(job, values)
  ]
}

export const nearLimits = defineJob({
  name: job.tool,
  title: "Find organizations near limits",
  description: "Finds all organizations that use more than a percentage of a limit, the nearest first.",
  ifCut: `${job.tool} answers fewer at once where limits names some.`,
  options,
  check,
  answers: jobAnswer({ source: { type: "string" } }),
  load: () => import("./nearLimitsJob.ts")
})
