/** The arguments of the tool that finds organizations near their limits, as its work reads them. */
import * as Predicate from "effect/Predicate"
import { limitsInUse } from "../../../answers/limitUsage.ts"
import type { Values } from "../../../model/Values.ts"
import { orgFilterNames } from "../BulkTool.ts"
import type * as Continuation from "../continuation.ts"

export const name = "losant_find_orgs_near_limits"
export const job: Continuation.Job = { tool: name, fixed: ["percent", "limits", ...orgFilterNames] }
export const defaultPercent = 80
export const allLimits: ReadonlyArray<string> = limitsInUse.map(({ limit }) => limit)

export const percentIn = (values: Values): number =>
  typeof values["percent"] === "number" ? values["percent"] : defaultPercent

export const limitsIn = ({ limits }: Values): ReadonlyArray<string> =>
  Array.isArray(limits) && limits.length > 0 ? [...new Set(limits.filter(Predicate.isString))] : allLimits

export const isAllLimits = (limits: ReadonlyArray<string>): boolean => limits.length === allLimits.length
