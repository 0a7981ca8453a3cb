/** losant_usage_ranking: ranks the organizations by their usage in a period. */
import { checkPeriod } from "../../../arguments/usagePeriod.ts"
import * as Continuation from "../continuation.ts"
import { defineJob, jobAnswer } from "../defineJob.ts"
import { job, options, topIn } from "./usageRankingArguments.ts"

export const usageRanking = defineJob({
  name: job.tool,
  title: "Rank organizations by usage",
  description:
    "Ranks all organizations by what they used in a period, the largest first. devices counts those at its end.",
  ifCut: `${job.tool} answers less with a lower top.`,
  options,
  check: (values) => [
    ...(topIn(values) < 1 ? [{ argument: "top", message: "must be at least 1" }] : []),
    ...checkPeriod(values),
    ...Continuation.check(job, values)
  ],
  answers: jobAnswer({
    by: { type: "string" },
    start: { type: "string" },
    end: { type: "string" },
    source: { type: "string" },
    total: { type: "number" }
  }),
  load: () => import("./usageRankingJob.ts")
})
