/** Makes tools from their declarations. */
import type * as Action from "@effect-losant/core/Action"
import * as Result from "effect/Result"
import { checkSize } from "../../arguments/argumentSize.ts"
import type { Argument } from "../../model/ArgumentSpec.ts"
import { inputSchema, type ObjectSchema } from "../../model/ToolSchema.ts"
import type { Tool } from "../../model/tool/Tool.ts"

/** The declaration that a tool file exports. Making the tool takes time, and a session calls few tools. */
export interface ToolDeclaration<Name extends string = string> {
  readonly name: string
  /** Losant's name for the tool's action, if the tool has a single one. */
  readonly action?: Name
  readonly make: (hasInstance: boolean) => Tool
}

const schemaOf = (allArguments: ReadonlyArray<Argument>): ObjectSchema =>
  inputSchema(
    Object.fromEntries(allArguments.map(({ name, schema }) => [name, schema])),
    allArguments.filter(({ isRequired }) => isRequired).map(({ name }) => name)
  )

/** Makes a tool. If an instance is configured, `instanceId` is dropped from `allArguments`. */
export const makeTool = (
  spec: Tool["spec"],
  allArguments: ReadonlyArray<Argument>,
  hasInstance: boolean,
  outputSchema: () => ObjectSchema,
  parseWith: (allArguments: ReadonlyArray<Argument>) => Tool["parse"],
  action?: Action.Any
): Tool => {
  const visibleArguments = allArguments.filter(({ name }) => !(hasInstance && name === "instanceId"))
  const parseVisible = parseWith(visibleArguments)
  return {
    spec,
    ...(action === undefined ? {} : { action }),
    arguments: visibleArguments,
    hasInstance,
    get inputSchema() {
      return schemaOf(visibleArguments)
    },
    get outputSchema() {
      return outputSchema()
    },
    parse: (input, now) => {
      const problems = checkSize(input)
      return problems.length > 0 ? Result.fail(problems) : parseVisible(input, now)
    }
  }
}
