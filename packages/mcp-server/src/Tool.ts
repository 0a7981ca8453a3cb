/** A tool, made from an action. */
import type * as Action from "@effect-losant/core/Action"
import { type ActionName, actions } from "@effect-losant/core/Actions"
import * as Result from "effect/Result"
import { type Argument, argumentsOf, complete, type Problem, readArguments, toInput } from "./arguments/Arguments.ts"
import { inputSchema, type ObjectSchema, outputSchema } from "./ToolSchema.ts"
import type { ToolSpec, Values } from "./ToolSpec.ts"
import { tools } from "./Tools.ts"

export interface Tool {
  readonly action: Action.Any
  readonly spec: ToolSpec
  readonly arguments: ReadonlyArray<Argument>
  /** Whether the instance is configured: then it is no argument. */
  readonly hasInstance: boolean
  readonly inputSchema: ObjectSchema
  readonly outputSchema: ObjectSchema
}

/** Makes the tool of an action. */
export const makeTool = (action: Action.Any, spec: ToolSpec, hasInstance: boolean): Tool => {
  const known = argumentsOf(action, spec.descriptions ?? {}, spec.own).filter(
    ({ name }) => !(hasInstance && name === "instanceId")
  )
  const answers = outputSchema(action)
  return {
    action,
    spec,
    arguments: known,
    hasInstance,
    inputSchema: inputSchema(
      Object.fromEntries(known.map(({ name, schema }) => [name, schema])),
      known.filter(({ isRequired }) => isRequired).map(({ name }) => name)
    ),
    outputSchema: { ...answers, properties: { ...spec.presents, ...answers.properties } }
  }
}

/** All tools, in the order of the actions. */
export const makeTools = (hasInstance: boolean): ReadonlyArray<Tool> =>
  // Sound: these are the keys of `actions`.
  (Object.keys(actions) as ReadonlyArray<ActionName>).map((name) => makeTool(actions[name], tools[name], hasInstance))

/** The values of the arguments that an assistant gives, checked, or everything that is wrong. `now` is in milliseconds. */
export const valuesOf = (tool: Tool, given: Values, now: number): Result.Result<Values, ReadonlyArray<Problem>> =>
  readArguments(tool.arguments, given, tool.hasInstance).pipe(
    Result.flatMap((values) => complete(tool.arguments, values, now)),
    Result.flatMap((values) => {
      const problems = tool.spec.check?.(values) ?? []
      return problems.length > 0 ? Result.fail(problems) : Result.succeed(values)
    })
  )

/** What the action is called with. */
export const inputOf = (tool: Tool, values: Values): Values => toInput(tool.action, tool.arguments, values)
