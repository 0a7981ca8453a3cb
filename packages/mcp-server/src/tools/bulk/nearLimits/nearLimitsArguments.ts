/** The arguments of losant_find_orgs_near_limits. */
import { limitsInUse } from "@effect-losant/fleet"
import type { Option, OptionValues } from "../../../model/ArgumentSpec.ts"
import { fleetTools } from "../../../model/views/names.ts"
import type * as Continuation from "../continuation.ts"
import { continueOption, orgOptionNames, orgOptions } from "../defineJob.ts"

export const allLimits: ReadonlyArray<string> = limitsInUse.map(({ limit }) => limit)

const defaultPercent = 80

const percent: Option<number> = { schema: { type: "integer", maximum: 100, default: defaultPercent } }
const limits: Option<ReadonlyArray<string>> = {
  schema: { type: "array", items: { type: "string", enum: allLimits } },
  description: "Default: all."
}

export const options = { percent, limits, ...orgOptions, ...continueOption }

export type NearLimitsArguments = OptionValues<typeof options>

export const job: Continuation.Job<NearLimitsArguments> = {
  tool: fleetTools.nearLimits,
  fixedArguments: ["percent", "limits", ...orgOptionNames]
}

export const percentIn = ({ percent = defaultPercent }: NearLimitsArguments): number => percent

export const limitsIn = ({ limits = [] }: NearLimitsArguments): ReadonlyArray<string> =>
  limits.length > 0 ? [...new Set(limits)] : allLimits

export const isAllLimits = (limits: ReadonlyArray<string>): boolean => limits.length === allLimits.length
