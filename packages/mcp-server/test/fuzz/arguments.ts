// Arguments of tools: valid ones, nearly valid ones, and anything else.

import type { ActionName } from "@effect-losant/core/Actions"
import * as Arbitrary from "effect/Arbitrary"
import type { JsonSchema } from "../../src/model/ToolSchema.ts"
import type { Tool } from "../../src/model/tool/Tool.ts"
import type { Json, JsonObject } from "../../src/text/json.ts"
import { makeTools } from "../../src/tools/registry.ts"
import { instanceId, inviteId, jobs, orgId, type Sample, samples, userId } from "../support/samples.ts"
import { hostile, hostileName, json, oneOf, pick } from "./hostile.ts"

type Arb<A> = Arbitrary.Arbitrary<A>
/** A call. It names its tool, so that the report of a failure stays short. */
export interface FuzzCall {
  readonly name: string
  readonly hasInstance: boolean
  readonly input: JsonObject
}

/** A value that may fit the schema. */
const fitting = (schema: JsonSchema): Arb<Json> => {
  if (schema.enum !== undefined && schema.enum.length > 0) return pick(schema.enum)
  switch (schema.type) {
    case "integer":
    case "number":
      return pick([0, 1, schema.minimum ?? 10, schema.maximum ?? 1_000])
    case "boolean":
      return pick([true, false])
    case "array":
      return Arbitrary.array(fitting(schema.items ?? {}), { maxLength: 3 })
    case "object":
      return objects(schema.properties ?? {})
    default:
      return pick([orgId, userId, inviteId, "ada@example.com", "2026-11-01", "Northwind", "edit"])
  }
}

/** An object with some of its properties. */
const objects = (properties: Readonly<Record<string, JsonSchema>>): Arb<JsonObject> => {
  const optional = Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [
      name,
      oneOf<ReadonlyArray<Json>>([Arbitrary.Constant([]), Arbitrary.map(fitting(schema), (value) => [value])])
    ])
  )
  return Arbitrary.map(Arbitrary.all(optional), (input) =>
    Object.fromEntries(Object.entries(input).flatMap(([name, values]) => values.map((value) => [name, value])))
  )
}

/** Adds a property with any name. An assignment to `__proto__` would set the prototype instead. */
const withProperty = (values: JsonObject, name: string, value: Json): JsonObject =>
  Object.fromEntries([...Object.entries(values), [name, value]])

const replaced = (values: Arb<JsonObject>, names: ReadonlyArray<string>): Arb<JsonObject> =>
  Arbitrary.map(Arbitrary.all([values, pick([...names, "orgId"]), hostile]), ([input, name, value]) =>
    withProperty(input, name, value)
  )

const stringified = (values: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, JSON.stringify(value)]))

const sampleOf = (tool: Tool): Sample => {
  // Sound: the action of a tool is one of the actions.
  const sample = tool.action === undefined ? jobs[tool.spec.name] : samples[tool.action.action as ActionName]
  if (sample === undefined) throw new Error(`there is no sample of ${tool.spec.name}`)
  return sample
}

const argumentsOf = (tool: Tool): Arb<JsonObject> => {
  const { good, bad } = sampleOf(tool)
  const right = Arbitrary.Constant(tool.hasInstance ? good : { instanceId, ...good })
  const near = Arbitrary.map(Arbitrary.all([right, objects(tool.inputSchema.properties)]), ([input, more]) => ({
    ...more,
    ...input
  }))
  const names = Object.keys(tool.inputSchema.properties)
  return oneOf<JsonObject>([
    right,
    Arbitrary.Constant(bad),
    near,
    Arbitrary.map(near, stringified),
    replaced(right, names),
    replaced(near, names),
    replaced(replaced(near, names), names),
    Arbitrary.map(Arbitrary.all([near, hostileName, hostile]), ([input, name, value]) =>
      withProperty(input, name, value)
    ),
    Arbitrary.map(Arbitrary.array(Arbitrary.all([hostileName, json])), (entries) => Object.fromEntries(entries)),
    Arbitrary.map(hostileName, (name) =>
      Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`${name.slice(0, 200)}${at}`, at]))
    )
  ])
}

const tools = [...makeTools(true), ...makeTools(false)]

export const toolOf = ({ name, hasInstance }: FuzzCall): Tool => {
  const found = tools.find((tool) => tool.spec.name === name && tool.hasInstance === hasInstance)
  if (found === undefined) throw new Error(`there is no tool ${name}`)
  return found
}

/** A call of any tool, with and without a configured instance. */
export const calls: Arb<FuzzCall> = oneOf(
  tools.map((tool) =>
    Arbitrary.map(argumentsOf(tool), (input) => ({ name: tool.spec.name, hasInstance: tool.hasInstance, input }))
  )
)
