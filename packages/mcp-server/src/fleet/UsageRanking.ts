/** Which organizations use most in a period: what the tool is called with. */
import type { Problem } from "../arguments/Arguments.ts"
import { checkPeriod } from "../arguments/Period.ts"
import { vocabulary } from "../arguments/Vocabulary.ts"
import { reads, type Values } from "../ToolSpec.ts"
import * as Continuation from "./Continuation.ts"
import { answerOf, argument, continueArgument, type FleetTool, lazily, queryArgument } from "./FleetTool.ts"
import { type Kind, kinds } from "./UsageOf.ts"

const name = "losant_usage_ranking"
export const job: Continuation.Job = { tool: name, fixed: ["by", "top", "query"] }
const defaultTop = 10
const mostTop = 50

export const kindIn = ({ by }: Values): Kind => kinds.find((kind) => kind === by) ?? "payloads"
export const topIn = ({ top }: Values): number => (typeof top === "number" ? top : defaultTop)

const check = (values: Values): ReadonlyArray<Problem> => [
  ...(topIn(values) < 1 ? [{ argument: "top", message: "must be at least 1" }] : []),
  ...(Number(values["start"]) >= Number(values["end"])
    ? [{ argument: "start", message: "must be before end" }]
    : checkPeriod(values)),
  ...Continuation.check(job, values)
]

const time = (argumentName: "start" | "end", description: string) =>
  argument(argumentName, { type: "string", description }, { term: vocabulary[argumentName] ?? {} })

export const usageRanking: FleetTool = {
  spec: {
    name,
    title: "Rank organizations by usage",
    description:
      "Ranks all organizations by what they used in a period, the largest first. devices counts those at its end.",
    hints: reads
  },
  arguments: [
    argument("by", { type: "string", enum: kinds }, { isRequired: true }),
    argument("top", { type: "integer", maximum: mostTop, default: defaultTop }),
    time("start", "ISO 8601. Default: 30 days before end."),
    time("end", "Default: now."),
    queryArgument,
    continueArgument
  ],
  outputSchema: answerOf({
    by: { type: "string" },
    start: { type: "string" },
    end: { type: "string" },
    total: { type: "number" },
    leftOut: { type: "string" }
  }),
  check,
  run: lazily(() => import("./UsageRankingJob.ts"))
}
