/** A tool: made from an action, or for a job over all organizations. */
import type * as Action from "@effect-losant/core/Action"
import { type ActionName, actions } from "@effect-losant/core/Actions"
import * as Result from "effect/Result"
import {
  type Argument,
  argumentsOf,
  complete,
  type Problem,
  readArguments,
  readable,
  toInput
} from "./arguments/Arguments.ts"
import { vocabulary } from "./arguments/Vocabulary.ts"
import { argument, type FleetTool as Job } from "./fleet/FleetTool.ts"
import { fleetTools } from "./fleet/FleetTools.ts"
import type { KnownTool } from "./policy/Policy.ts"
import { inputSchema, type ObjectSchema, outputSchema } from "./ToolSchema.ts"
import type { ToolSpec, Values } from "./ToolSpec.ts"
import { tools } from "./Tools.ts"
import { isUsage, usageFields } from "./usage/UsageAnswer.ts"
import { confirmFields, writeFields } from "./writes/answers.ts"

interface AnyTool {
  readonly spec: ToolSpec
  readonly arguments: ReadonlyArray<Argument>
  /** Whether the instance is configured: then it is no argument. */
  readonly hasInstance: boolean
  readonly inputSchema: ObjectSchema
  readonly outputSchema: ObjectSchema
}

/** A tool that carries out one action. */
export interface ActionTool extends AnyTool {
  readonly kind: "action"
  readonly action: Action.Any
}

/** A tool that asks all organizations what no single action tells. */
export interface FleetTool extends AnyTool {
  readonly kind: "fleet"
  readonly run: Job["run"]
}

export type Tool = ActionTool | FleetTool

const instanceArgument = argument("instanceId", vocabulary["instanceId"]?.schema ?? { type: "string" })

const shown = (known: ReadonlyArray<Argument>, hasInstance: boolean) => {
  const own = known.filter(({ name }) => !(hasInstance && name === "instanceId"))
  return {
    arguments: own,
    hasInstance,
    inputSchema: inputSchema(
      Object.fromEntries(own.map(({ name, schema }) => [name, schema])),
      own.filter(({ isRequired }) => isRequired).map(({ name }) => name)
    )
  }
}

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
export const makeTool = (action: Action.Any, spec: ToolSpec, hasInstance: boolean): ActionTool => ({
  kind: "action",
  action,
  spec,
  ...shown(argumentsOf(action, spec.descriptions ?? {}, spec.own), hasInstance),
  outputSchema: answersOf(action, spec)
})

const makeFleetTool = (job: Job, hasInstance: boolean): FleetTool => ({
  kind: "fleet",
  run: job.run,
  spec: { ...job.spec, ...(job.check === undefined ? {} : { check: job.check }) },
  ...shown([instanceArgument, ...job.arguments], hasInstance),
  outputSchema: job.outputSchema
})

/** The tools of the actions, in the order of the actions. */
export const makeActionTools = (hasInstance: boolean): ReadonlyArray<ActionTool> =>
  // Sound: these are the keys of `actions`.
  (Object.keys(actions) as ReadonlyArray<ActionName>).map((name) => makeTool(actions[name], tools[name], hasInstance))

/** All tools. */
export const makeTools = (hasInstance: boolean): ReadonlyArray<Tool> => [
  ...makeActionTools(hasInstance),
  ...fleetTools.map((job) => makeFleetTool(job, hasInstance))
]

/** What a policy has to know of all tools. */
export const knownTools = (): ReadonlyArray<KnownTool> => [
  ...Object.values(tools),
  ...fleetTools.map(({ spec }) => spec)
]

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
