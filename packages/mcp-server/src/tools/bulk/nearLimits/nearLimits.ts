/** Which organizations are near a limit: what the tool is called with. */
import type { Problem } from "../../../model/ArgumentSpec.ts"
import { reads } from "../../../model/ToolSpec.ts"
import type { Values } from "../../../model/Values.ts"
import { answerOf, argument, continueArgument, type FleetTool, lazily, orgFilters } from "../BulkTool.ts"
import * as Continuation from "../continuation.ts"
import { allLimits, defaultPercent, job, limitsIn, name, percentIn } from "./nearLimitsArguments.ts"

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
  run: lazily(() => import("./nearLimitsJob.ts"))
}
