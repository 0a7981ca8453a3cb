/** Which organizations use most in a period: what the tool is called with. */
import type { Problem } from "../arguments/Arguments.ts"
import { checkPeriod } from "../arguments/Period.ts"
import { reads, type Values } from "../ToolSpec.ts"
import * as Continuation from "./Continuation.ts"
import {
  answerOf,
  argument,
  asElsewhere,
  continueArgument,
  type FleetTool,
  lazily,
  orgFilterNames,
  orgFilters
} from "./FleetTool.ts"
import { type Kind, kinds } from "./UsageOf.ts"

const name = "losant_usage_ranking"
export const job: Continuation.Job = { tool: name, fixed: ["by", "top", ...orgFilterNames] }
const defaultTop = 10
const mostTop = 50

export const kindIn = ({ by }: Values): Kind => kinds.find((kind) => kind === by) ?? "payloads"
export const topIn = ({ top }: Values): number => (typeof top === "number" ? top : defaultTop)

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
  run: lazily(() => import("./UsageRankingJob.ts"))
}
