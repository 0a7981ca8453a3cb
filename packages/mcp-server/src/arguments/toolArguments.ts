/** The arguments with which a tool takes the input of its action, and those that only this server knows. */
import type * as Action from "@effect-losant/core/Action"
import type * as Schema from "effect/Schema"
import type { Argument, Descriptions, Options, Place, Term } from "../model/ArgumentSpec.ts"
import { fieldsOf, type JsonSchema } from "../model/ToolSchema.ts"
import { actionArgumentOverrides } from "./actionArgumentOverrides.ts"
import { argumentCatalog } from "./argumentCatalog.ts"

/** The schema without the rules on values: core states them once they are broken. */
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

const argumentOf = (
  name: string,
  place: Place,
  term: Term,
  description: string | undefined,
  derived: JsonSchema = {},
  isRequired = false
): Argument => {
  const schema = term.schema ?? withoutRules(derived)
  return { name, place, isRequired, schema: description === undefined ? schema : { ...schema, description }, term }
}

/** The arguments of options, in their order. */
export const optionArguments = (options: Options): ReadonlyArray<Argument> =>
  Object.entries(options).map(([name, option]) =>
    argumentOf(name, "option", option, option.description, {}, option.isRequired === true)
  )

/** Which instance a call means; the server finds it out where nobody says it. */
export const instanceArgument: Argument = argumentOf(
  "instanceId",
  "target",
  argumentCatalog["instanceId"] ?? {},
  undefined
)

/** The fields of the body stand beside the ids: an assistant sends no objects in objects where it can be avoided. */
const bodyFields = (action: Action.Any) => Object.values(fieldsOf(action.body).properties)[0] ?? {}

/** An id, which has no name to be found by unless the catalog says so. */
const id: JsonSchema = { type: "string" }

/** The arguments of the tool of an action: its target, body and query, and after them the options. */
export const argumentsOf = (
  action: Action.Any,
  descriptions: Descriptions,
  options: Options
): ReadonlyArray<Argument> => {
  const { omits = [], terms = {} } = actionArgumentOverrides(action.action)
  const argument = (name: string, place: Place, derived: JsonSchema | undefined, isRequired: boolean) => {
    const term = { ...argumentCatalog[name], ...terms[name] }
    return argumentOf(name, place, term, descriptions[name] ?? term.description, derived, isRequired)
  }
  const isDerived = ([name]: readonly [string, Schema.Constraint]) => argumentCatalog[name]?.schema === undefined
  const query = fieldsOf(Object.fromEntries(Object.entries(action.query).filter(isDerived)))
  const body = bodyFields(action)
  return [
    ...Object.keys(action.params).map((name) => argument(name, "target", id, name !== "instanceId")),
    ...Object.entries(body.properties ?? {}).map(([name, schema]) =>
      argument(name, "body", schema, body.required?.includes(name) === true)
    ),
    ...Object.keys(action.query).map((name) =>
      argument(name, "query", query.properties[name], query.required?.includes(name) === true)
    ),
    ...optionArguments(options).map((option) =>
      descriptions[option.name] === undefined
        ? option
        : { ...option, schema: { ...option.schema, description: descriptions[option.name] ?? "" } }
    )
  ].filter(({ name }) => !omits.includes(name))
}
