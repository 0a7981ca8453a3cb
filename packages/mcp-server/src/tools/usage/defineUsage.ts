/** Defines a tool that reads how much an organization used. */
import { chartOption } from "../../arguments/options.ts"
import { checkPeriod } from "../../arguments/usagePeriod.ts"
import type { Descriptions } from "../../model/ArgumentSpec.ts"
import { defineRead } from "../define/defineRead.ts"
import type { ToolDeclaration } from "../define/makeTool.ts"
import type { CommonSpec } from "../request/Arguments.ts"
import { answerUsage, type UsageAction, type UsageInput, usageFields } from "./usageAnswer.ts"

interface UsageSpec extends CommonSpec<string> {
  readonly descriptions?: Descriptions
  /** True if the usage is a series over time: then the tool can draw a chart. */
  readonly hasChart: boolean
}

/** A tool that carries out `action`. It answers a summary, a table, and a chart if the call asks for one. */
export const defineUsage = <A extends UsageAction>(
  action: A,
  { hasChart, ...spec }: UsageSpec
): ToolDeclaration<A["action"]> =>
  defineRead<UsageAction, string, Partial<typeof chartOption>>(action, {
    ...spec,
    ...(hasChart ? { options: chartOption, check: ({ query }) => checkPeriod(query) } : {}),
    answers: { type: "object", properties: usageFields },
    run: ({ gateway, input, arguments: { options } }) =>
      // Sound: the start and the end always have a value, because they have defaults and are parsed to milliseconds.
      answerUsage(gateway, action, input as unknown as UsageInput, options.chart === true)
  }) as ToolDeclaration<A["action"]>
