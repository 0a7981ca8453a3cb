// The smallest input that an action's declaration takes: the ids of its path, and a body of which only what is required
// is there.
import type { Action } from "@effect-losant/core"
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"

type Json = Readonly<Record<string, unknown>>

const isJson = (value: unknown): value is Json => Predicate.isObject(value) && !Array.isArray(value)

const texts: Readonly<Record<string, string>> = {
  email: "new@example.com",
  uri: "https://example.com/",
  "date-time": "2026-03-01T00:00:00.000Z"
}

const textOf = ({ format, pattern, minLength }: Json): string => {
  if (typeof format === "string" && texts[format] !== undefined) return texts[format]
  if (String(pattern).includes("{24}")) return "f".repeat(24)
  return "x".repeat(Math.max(1, Number(minLength ?? 1)))
}

/** The smallest value that a JSON Schema allows. */
const valueOf = (schema: unknown, definitions: Json): unknown => {
  if (!isJson(schema)) return {}
  const { $ref, anyOf, oneOf, allOf } = schema
  if (typeof $ref === "string") return valueOf(definitions[$ref.replace("#/$defs/", "")], definitions)
  const [choice] = [anyOf, oneOf].flatMap((choices) => (Array.isArray(choices) ? choices : []))
  if (choice !== undefined) return valueOf(choice, definitions)
  if (Array.isArray(schema["enum"])) return schema["enum"][0]
  if ("const" in schema) return schema["const"]
  const parts = [schema, ...(Array.isArray(allOf) ? allOf : [])]
  const merged: Json = Object.fromEntries(parts.flatMap((part) => (isJson(part) ? Object.entries(part) : [])))
  switch (merged["type"]) {
    case "string":
      return textOf(merged)
    case "integer":
    case "number":
      return Number(merged["minimum"] ?? merged["exclusiveMinimum"] ?? 0)
    case "boolean":
      return true
    case "array":
      return Array.from({ length: Number(merged["minItems"] ?? 0) }, () => valueOf(merged["items"], definitions))
    default:
      return objectOf(merged, definitions)
  }
}

const objectOf = ({ required, properties }: Json, definitions: Json): Json => {
  const names: ReadonlyArray<unknown> = Array.isArray(required) ? required : []
  const fields = isJson(properties) ? properties : {}
  return Object.fromEntries(names.map((name) => [name, valueOf(fields[String(name)], definitions)]))
}

const bodyOf = (schema: Schema.Constraint): unknown => {
  const { schema: root, definitions } = Schema.toJsonSchemaDocument(schema)
  return valueOf(root, definitions)
}

/** The input; `idOf` gives the id that a parameter of the path stands for. */
export const minimalInput = ({ params, body }: Action.Any, idOf: (parameter: string) => string): Json => ({
  ...Object.fromEntries(Object.keys(params).map((name) => [name, idOf(name)])),
  ...Object.fromEntries(Object.entries(body).map(([name, schema]) => [name, bodyOf(schema)]))
})
