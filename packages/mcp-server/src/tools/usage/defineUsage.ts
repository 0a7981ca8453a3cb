/** Defines a tool that reads how much an organization, a sandbox or the whole instance used. */
import * as Effect from "effect/Effect"
import { chartOption, rowsOption } from "../../arguments/options.ts"
import { checkPeriod } from "../../arguments/usagePeriod.ts"
import type { Descriptions } from "../../model/ArgumentSpec.ts"
import type { JsonObject } from "../../text/json.ts"
import { defineRead } from "../define/defineRead.ts"
import type { ToolDeclaration } from "../define/makeTool.ts"
import type { CommonSpec } from "../request/Arguments.ts"
import type { Table } from "./rows.ts"
import { answerUsage, type UsageAction, type UsageInput, usageFields } from "./usageAnswer.ts"

interface UsageSpec extends CommonSpec<string> {
  readonly descriptions?: Descriptions
  /** True if the usage is a series over time: then the tool can draw a chart. */
  readonly hasChart: boolean
}

/** The table is most of an answer, and few calls need it. */
const withoutTable = (content: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(content).filter(([name]) => !tableFields.includes(name)))

const tableFields: ReadonlyArray<string> = ["columns", "rows", "dayStarts"] satisfies ReadonlyArray<keyof Table>

/** A tool that carries out `action`. It answers a summary, and on request a table and a chart. */
export const defineUsage = <A extends UsageAction>(
  action: A,
  { hasChart, ...spec }: UsageSpec
): ToolDeclaration<A["action"]> =>
  defineRead<UsageAction, string, typeof rowsOption & Partial<typeof chartOption>>(action, {
    ...spec,
    ...(hasChart ? { options: chartOption, check: ({ query }) => checkPeriod(query) } : { options: rowsOption }),
    answers: { type: "object", properties: usageFields },
    run: ({ gateway, input, arguments: { options } }) =>
      // Sound: the start and the end always have a value, because they have defaults and are parsed to milliseconds.
      Effect.map(answerUsage(gateway, action, input as unknown as UsageInput, options.chart === true), (answer) =>
        options.rows === true ? answer : { ...answer, content: withoutTable(answer.content) }
      )
  }) as ToolDeclaration<A["action"]>
