/** Which organizations use most in a period: what the tool is called with. */
import { checkPeriod } from "../../../arguments/usagePeriod.ts"
import type { Problem } from "../../../model/ArgumentSpec.ts"
import { reads } from "../../../model/ToolSpec.ts"
import type { Values } from "../../../model/Values.ts"
import { answerOf, argument, asElsewhere, continueArgument, type FleetTool, lazily, orgFilters } from "../BulkTool.ts"
import * as Continuation from "../continuation.ts"
import { kinds } from "./orgUsage.ts"
import { defaultTop, job, mostTop, name, topIn } from "./usageRankingArguments.ts"

const check = (values: Values): ReadonlyArray<Problem> => [
  ...(topIn(values) < 1 ? [{ argument: "top", message: "must be at least 1" }] : []),
  ...checkPeriod(values),
  ...Continuation.check(job, values)
]

export const usageRanking: FleetTool = {
  spec: {
    name,
    title: "Rank organizations by usage",
    description:
      "Ranks all organizations by what they used in a period, the largest first. devices counts those at its end.",
    hints: reads,
    ifCut: `${name} answers less with a lower top.`
  },
  arguments: [
    argument("by", { type: "string", enum: kinds }, { isRequired: true }),
    argument("top", { type: "integer", maximum: mostTop, default: defaultTop }),
    asElsewhere("start"),
    asElsewhere("end"),
    ...orgFilters,
    continueArgument
  ],
  outputSchema: answerOf({
    by: { type: "string" },
    start: { type: "string" },
    end: { type: "string" },
    total: { type: "number" }
  }),
  check,
  run: lazily(() => import("./usageRankingJob.ts"))
}
