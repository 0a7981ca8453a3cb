/** The arguments of losant_usage_ranking. */
import type { Option, OptionValues } from "../../../model/ArgumentSpec.ts"
import { fleetTools } from "../../../model/views/names.ts"
import type * as Continuation from "../continuation.ts"
import { catalogOption, continueOption, orgOptionNames, orgOptions } from "../defineJob.ts"
import { type RankingKind, rankingKinds } from "./orgUsage.ts"

const defaultTop = 10

const by: Option<RankingKind> & { readonly isRequired: true } = {
  schema: { type: "string", enum: rankingKinds },
  isRequired: true
}
const top: Option<number> = { schema: { type: "integer", default: defaultTop }, description: "Or all: any number" }

export const options = {
  by,
  top,
  start: catalogOption<number>("start"),
  end: catalogOption<number>("end"),
  ...orgOptions,
  ...continueOption
}

export type UsageRankingArguments = OptionValues<typeof options>

export const job: Continuation.Job<UsageRankingArguments> = {
  tool: fleetTools.ranking,
  fixedArguments: ["by", "top", ...orgOptionNames]
}

export const topIn = ({ top = defaultTop }: UsageRankingArguments): number => top
