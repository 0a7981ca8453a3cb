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

const schemaOf = (known: ReadonlyArray<Argument>): ObjectSchema =>
  inputSchema(
    Object.fromEntries(known.map(({ name, schema }) => [name, schema])),
    known.filter(({ isRequired }) => isRequired).map(({ name }) => name)
  )

/** The fields that all tools have. `known` are the arguments where no instance is configured. */
export const makeTool = (
  spec: Tool["spec"],
  known: ReadonlyArray<Argument>,
  hasInstance: boolean,
  outputSchema: () => ObjectSchema,
  parseWith: (known: ReadonlyArray<Argument>) => Tool["parse"],
  action?: Action.Any
): Tool => {
  const shown = known.filter(({ name }) => !(hasInstance && name === "instanceId"))
  return {
    spec,
    ...(action === undefined ? {} : { action }),
    arguments: shown,
    hasInstance,
    get inputSchema() {
      return schemaOf(shown)
    },
    get outputSchema() {
      return outputSchema()
    },
    parse: parseWith(shown)
  }
}
