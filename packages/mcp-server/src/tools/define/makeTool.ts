/** Makes tools from what declares them. */
import type * as Action from "@effect-losant/core/Action"
import type { Argument } from "../../model/ArgumentSpec.ts"
import { inputSchema, type ObjectSchema } from "../../model/ToolSchema.ts"
import type { Tool } from "../../model/tool/Tool.ts"

/** What a tool file exports. To make the tool takes a while, and few are called in a session. */
export interface ToolDeclaration<Name extends string = string> {
  readonly name: string
  /** Losant's name of the action that the tool carries out, if it is a single one. */
  readonly action?: Name
  readonly make: (hasInstance: boolean) => Tool
}

const schemaOf = (allArguments: ReadonlyArray<Argument>): ObjectSchema =>
  inputSchema(
    Object.fromEntries(allArguments.map(({ name, schema }) => [name, schema])),
    allArguments.filter(({ isRequired }) => isRequired).map(({ name }) => name)
  )

/** The fields that all tools have. `known` are the arguments where no instance is configured. */
export const makeTool = (
  spec: Tool["spec"],
  allArguments: ReadonlyArray<Argument>,
  hasInstance: boolean,
  outputSchema: () => ObjectSchema,
  parseWith: (allArguments: ReadonlyArray<Argument>) => Tool["parse"],
  action?: Action.Any
): Tool => {
  const visibleArguments = allArguments.filter(({ name }) => !(hasInstance && name === "instanceId"))
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
    parse: parseWith(visibleArguments)
  }
}
