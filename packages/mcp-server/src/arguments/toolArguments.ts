/** Derives the arguments of a tool from its action and its options. */
import type * as Action from "@effect-losant/core/Action"
import type * as Schema from "effect/Schema"
import type { Argument, ArgumentSpec, Descriptions, EmptyMeaning, Options, Place } from "../model/ArgumentSpec.ts"
import { fieldSchemas, type JsonSchema } from "../model/ToolSchema.ts"
import { actionArgumentOverrides, argumentCatalog } from "./argumentCatalog.ts"

/** The schema without the rules on values. Core reports a broken rule. */
const withoutRules = ({ required, ...schema }: JsonSchema): JsonSchema => ({
  ...schema,
  ...(schema.items === undefined ? {} : { items: withoutRules(schema.items) }),
  ...(schema.properties === undefined
    ? {}
    : {
        properties: Object.fromEntries(
          Object.entries(schema.properties).map(([name, property]) => [name, withoutRules(property)])
        )
      })
})

/** `method` is that of the tool's action. A job has none, and only reads. */
const meaningOfEmpty = (
  { ifEmpty }: ArgumentSpec,
  place: Place,
  method: Action.Any["method"],
  isRequired: boolean
): EmptyMeaning => {
  if (isRequired) return place === "body" ? "sent" : "refused"
  if (method === "GET" || ifEmpty === "absent") return "absent"
  return method === "POST" && place === "body" ? "sent" : "refused"
}

const argumentOf = (
  name: string,
  place: Place,
  spec: ArgumentSpec,
  description: string | undefined,
  derived: JsonSchema = {},
  isRequired = false,
  method: Action.Any["method"] = "GET"
): Argument => {
  const schema = spec.schema ?? withoutRules(derived)
  return {
    name,
    place,
    isRequired,
    schema: description === undefined ? schema : { ...schema, description },
    spec,
    ifEmpty: meaningOfEmpty(spec, place, method, isRequired)
  }
}

/** The arguments of options, in their order. */
export const optionArguments = (options: Options, method: Action.Any["method"] = "GET"): ReadonlyArray<Argument> =>
  Object.entries(options).map(([name, option]) =>
    argumentOf(name, "option", option, option.description, {}, option.isRequired === true, method)
  )

/** The instance of a call. Without the argument, the server looks it up. */
export const instanceArgument: Argument = argumentOf(
  "instanceId",
  "target",
  argumentCatalog["instanceId"] ?? {},
  undefined
)

/** The instance of a call that writes. */
export const instanceOfWrite: Argument = { ...instanceArgument, ifEmpty: "refused" }

/** The fields of the body become arguments beside the ids, because assistants handle flat arguments better. */
const bodyFields = (action: Action.Any) => Object.values(fieldSchemas(action.body).properties)[0] ?? {}

/** The schema of an id. It has no description unless the catalog gives one. */
const id: JsonSchema = { type: "string" }

/** The arguments of an action's tool: the target, the body, the query, and then the options. */
export const argumentsOf = (
  action: Action.Any,
  descriptions: Descriptions,
  options: Options
): ReadonlyArray<Argument> => {
  const { omits = [], specs = {} } = actionArgumentOverrides(action.action)
  const argument = (name: string, place: Place, derived: JsonSchema | undefined, isRequired: boolean) => {
    const spec = { ...argumentCatalog[name], ...specs[name] }
    return argumentOf(name, place, spec, descriptions[name] ?? spec.description, derived, isRequired, action.method)
  }
  const isDerived = ([name]: readonly [string, Schema.Constraint]) => argumentCatalog[name]?.schema === undefined
  const query = fieldSchemas(Object.fromEntries(Object.entries(action.query).filter(isDerived)))
  const body = bodyFields(action)
  return [
    ...Object.keys(action.params).map((name) => argument(name, "target", id, name !== "instanceId")),
    ...Object.entries(body.properties ?? {}).map(([name, schema]) =>
      argument(name, "body", schema, body.required?.includes(name) === true)
    ),
    ...Object.keys(action.query).map((name) =>
      argument(name, "query", query.properties[name], query.required?.includes(name) === true)
    ),
    ...optionArguments(options, action.method).map((option) =>
      descriptions[option.name] === undefined
        ? option
        : { ...option, schema: { ...option.schema, description: descriptions[option.name] ?? "" } }
    )
  ].filter(({ name }) => !omits.includes(name))
}
