/** The arguments of losant_compare_orgs. */
import { flagOption } from "../../../arguments/options.ts"
import type { Option, OptionValues } from "../../../model/ArgumentSpec.ts"
import type * as Continuation from "../continuation.ts"
import { continueOption } from "../defineJob.ts"

export const minOrgs = 2
export const maxOrgs = 20

const orgs: Option<ReadonlyArray<string>> = {
  schema: { type: "array", items: { type: "string" } },
  description: `${minOrgs} to ${maxOrgs} ids or names`
}

export const options = {
  orgs,
  tags: flagOption("Instead lists the tag keys and values of all organizations"),
  ...continueOption
}

export type CompareOrgsArguments = OptionValues<typeof options>

export const job: Continuation.Job<CompareOrgsArguments> = {
  tool: "losant_compare_orgs",
  fixedArguments: ["orgs", "tags"]
}
