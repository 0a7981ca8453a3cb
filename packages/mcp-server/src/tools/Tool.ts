/** A tool: made from an action, or for a job over all organizations. */
import type * as Action from "@effect-losant/core/Action"
import { type ActionName, actions } from "@effect-losant/core/Actions"
import * as Result from "effect/Result"
import { vocabulary } from "../arguments/argumentCatalog.ts"
import { argumentsOf, complete, readArguments, readable, toInput } from "../arguments/readArguments.ts"
import type { Argument, Problem } from "../model/ArgumentSpec.ts"
import type { ActionTool, FleetTool, Tool } from "../model/Tool.ts"
import { inputSchema, type ObjectSchema, outputSchema } from "../model/ToolSchema.ts"
import type { ToolSpec } from "../model/ToolSpec.ts"
import type { Values } from "../model/Values.ts"
import { tools } from "./actionTools.ts"
import { argument, type FleetTool as Job } from "./bulk/BulkTool.ts"
import { fleetTools } from "./bulkTools.ts"
import { isUsage, usageFields } from "./usage/usageAnswer.ts"
import { confirmFields, writeFields } from "./writes/writeResult.ts"

const instanceArgument = argument("instanceId", vocabulary["instanceId"]?.schema ?? { type: "string" })

const shown = (known: ReadonlyArray<Argument>, hasInstance: boolean): ReadonlyArray<Argument> =>
  known.filter(({ name }) => !(hasInstance && name === "instanceId"))

const schemaOf = (known: ReadonlyArray<Argument>): ObjectSchema =>
  inputSchema(
    Object.fromEntries(known.map(({ name, schema }) => [name, schema])),
    known.filter(({ isRequired }) => isRequired).map(({ name }) => name)
  )

/** What the tool answers: for usage and for writes it is not what its action answers. */
const answersOf = (action: Action.Any, { own, presents, write }: ToolSpec): ObjectSchema => {
  if (isUsage(action)) return { type: "object", properties: usageFields }
  if (write !== undefined) {
    const confirmed = own?.includes("confirmToken") === true ? confirmFields : {}
    return { type: "object", properties: { ...writeFields, ...confirmed, ...presents } }
  }
  const answers = outputSchema(action)
  return { ...answers, properties: { ...presents, ...answers.properties } }
}

/** Makes the tool of an action. */
export const makeTool = (action: Action.Any, spec: ToolSpec, hasInstance: boolean): ActionTool => {
  const known = shown(argumentsOf(action, spec.descriptions ?? {}, spec.own), hasInstance)
  return {
    kind: "action",
    action,
    spec,
    arguments: known,
    hasInstance,
    get inputSchema() {
      return schemaOf(known)
    },
    get outputSchema() {
      return answersOf(action, spec)
    }
  }
}

const makeFleetTool = (job: Job, hasInstance: boolean): FleetTool => {
  const known = shown([instanceArgument, ...job.arguments], hasInstance)
  return {
    kind: "fleet",
    run: job.run,
    spec: { ...job.spec, ...(job.check === undefined ? {} : { check: job.check }) },
    arguments: known,
    hasInstance,
    get inputSchema() {
      return schemaOf(known)
    },
    outputSchema: job.outputSchema
  }
}

// Sound: these are the keys of `actions`.
const actionNames = Object.keys(actions) as ReadonlyArray<ActionName>

/** The tools of the actions, in the order of the actions. */
export const makeActionTools = (hasInstance: boolean): ReadonlyArray<ActionTool> =>
  actionNames.map((name) => makeTool(actions[name], tools[name], hasInstance))

/** All tools. */
export const makeTools = (hasInstance: boolean): ReadonlyArray<Tool> => [
  ...makeActionTools(hasInstance),
  ...fleetTools.map((job) => makeFleetTool(job, hasInstance))
]

/** The tool of a name. To make one takes a while, and few are called in a session. */
export const toolOf = (name: string, hasInstance: boolean): Tool | undefined => {
  const action = actionNames.find((one) => tools[one].name === name)
  if (action !== undefined) return makeTool(actions[action], tools[action], hasInstance)
  const job = fleetTools.find(({ spec }) => spec.name === name)
  return job === undefined ? undefined : makeFleetTool(job, hasInstance)
}

/** The values of those arguments that can be read, whatever is wrong with the others. */
export const readableValues = (tool: Tool, given: Values): Values =>
  readable(tool.arguments, given, tool.hasInstance).values

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
export const inputOf = (tool: ActionTool, values: Values): Values => toInput(tool.action, tool.arguments, values)
