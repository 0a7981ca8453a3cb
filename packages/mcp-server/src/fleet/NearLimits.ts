/** Which organizations are near a limit: what the tool is called with. */
import * as Predicate from "effect/Predicate"
import type { Problem } from "../arguments/Arguments.ts"
import { limitsInUse } from "../limits/InUse.ts"
import { reads, type Values } from "../ToolSpec.ts"
import * as Continuation from "./Continuation.ts"
import {
  answerOf,
  argument,
  continueArgument,
  type FleetTool,
  lazily,
  orgFilterNames,
  orgFilters
} from "./FleetTool.ts"

const name = "losant_find_orgs_near_limits"
export const job: Continuation.Job = { tool: name, fixed: ["percent", "limits", ...orgFilterNames] }
const defaultPercent = 80
const allLimits: ReadonlyArray<string> = limitsInUse.map(({ limit }) => limit)

export const percentIn = (values: Values): number =>
  typeof values["percent"] === "number" ? values["percent"] : defaultPercent

export const limitsIn = ({ limits }: Values): ReadonlyArray<string> =>
  Array.isArray(limits) && limits.length > 0 ? [...new Set(limits.filter(Predicate.isString))] : allLimits

export const isAllLimits = (limits: ReadonlyArray<string>): boolean => limits.length === allLimits.length

const check = (values: Values): ReadonlyArray<Problem> => {
  const unknown = limitsIn(values).filter((limit) => !allLimits.includes(limit))
  return [
    ...(percentIn(values) < 1 ? [{ argument: "percent", message: "must be at least 1" }] : []),
    ...(unknown.length > 0
      ? [{ argument: "limits", message: `expected limits that something counts towards: ${allLimits.join(", ")}` }]
      : []),
    ...Continuation.check(job, values)
  ]
}

export const nearLimits: FleetTool = {
  spec: {
    name,
    title: "Find organizations near limits",
    description: "Finds all organizations that use more than a percentage of a limit, the nearest first.",
    hints: reads,
    ifCut: `${name} answers fewer at once where limits names some.`
  },
  arguments: [
    argument("percent", { type: "integer", maximum: 100, default: defaultPercent }),
    argument("limits", { type: "array", items: { type: "string", enum: allLimits }, description: "Default: all." }),
    ...orgFilters,
    continueArgument
  ],
  outputSchema: answerOf({}),
  check,
  run: lazily(() => import("./NearLimitsJob.ts"))
}
