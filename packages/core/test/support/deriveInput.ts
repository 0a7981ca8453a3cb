// Inputs, requests and answers that follow from the declaration of an action. The tests of all packages share them.
import * as DateTime from "effect/DateTime"
import * as Exit from "effect/Exit"
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"
import type { Any } from "../../src/ActionDeclaration.ts"

type Json = Readonly<Record<string, unknown>>

const isJson = (value: unknown): value is Json => Predicate.isObject(value) && !Array.isArray(value)

/** Gives the id that a parameter of the path stands for. */
export type IdOf = (parameter: string) => string

interface Sampling {
  readonly definitions: Json
  /** True for all fields that may be there, false for those alone that must. */
  readonly isFull: boolean
}

const texts: Readonly<Record<string, string>> = {
  email: "new@example.com",
  uri: "https://example.com/",
  "date-time": "2026-03-01T00:00:00.000Z"
}

const textOf = ({ format, pattern, minLength }: Json): string => {
  if (typeof format === "string" && texts[format] !== undefined) return texts[format]
  if (String(pattern).includes("{24}")) return "f".repeat(24)
  if (String(pattern).startsWith("^data:image")) return "data:image/png;base64,AA=="
  if (String(pattern).startsWith("^(0|")) return "1.30.0"
  return "x".repeat(Math.max(1, Number(minLength ?? 1)))
}

const valueOf = (schema: unknown, sampling: Sampling): unknown => {
  if (!isJson(schema)) return {}
  const { $ref, anyOf, oneOf, allOf } = schema
  if (typeof $ref === "string") return valueOf(sampling.definitions[$ref.replace("#/$defs/", "")], sampling)
  const [choice] = [anyOf, oneOf].flatMap((choices) => (Array.isArray(choices) ? choices : []))
  if (choice !== undefined) return valueOf(choice, sampling)
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
      return Array.from({ length: Number(merged["minItems"] ?? (sampling.isFull ? 1 : 0)) }, () =>
        valueOf(merged["items"], sampling)
      )
    default:
      return objectOf(merged, sampling)
  }
}

const objectOf = ({ required, properties }: Json, sampling: Sampling): Json => {
  const fields = isJson(properties) ? properties : {}
  const names: ReadonlyArray<unknown> = sampling.isFull ? Object.keys(fields) : Array.isArray(required) ? required : []
  return Object.fromEntries(names.map((name) => [name, valueOf(fields[String(name)], sampling)]))
}

const sampleOf = (schema: Schema.Constraint, isFull: boolean): unknown => {
  const { schema: root, definitions } = Schema.toJsonSchemaDocument(schema)
  return valueOf(root, { definitions, isFull })
}

/** The smallest value that a schema takes. */
export const smallestOf = (schema: Schema.Constraint): unknown => sampleOf(schema, false)

const bodyOf = ({ body }: Any, isFull: boolean): Json =>
  Object.fromEntries(Object.entries(body).map(([name, schema]) => [name, sampleOf(schema, isFull)]))

const idsOf = ({ params }: Any, idOf: IdOf): Json =>
  Object.fromEntries(Object.keys(params).map((name) => [name, idOf(name)]))

/** The smallest input that the declaration takes: the ids of the path, and a body with only what is required. */
export const minimalInput = (action: Any, idOf: IdOf): Json => ({ ...idsOf(action, idOf), ...bodyOf(action, false) })

// The texts of a query are tried until one decodes.
const queryTexts = ["true", "1", "1700000000000", "{}", "x"]

const queryValue = (name: string, field: Schema.Constraint): unknown => {
  // Sound: the parameters of an action need no services.
  const decode = Schema.decodeUnknownExit(field as Schema.Codec<unknown>)
  const exits = [sampleOf(field, true), ...queryTexts].map((text) => decode(text))
  const value = exits.find(Exit.isSuccess)
  if (value === undefined) throw new Error(`sampleOverrides.ts has to give a value for the parameter ${name}`)
  return value.value
}

/** An input with every parameter of the query and every field of the body. */
export const fullInput = (action: Any, idOf: IdOf): Json => ({
  ...idsOf(action, idOf),
  ...Object.fromEntries(Object.entries(action.query).map(([name, field]) => [name, queryValue(name, field)])),
  ...bodyOf(action, true)
})

/** An answer with every field that the declaration names. */
export const answerOf = ({ success }: Any): unknown => sampleOf(success, true)

export interface Wire {
  readonly method: Any["method"]
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  readonly body?: unknown
}

// Written anew, by the rules of Losant's documentation, so that core's encoder is compared with something else.
const queryText = (value: unknown): string => {
  if (value instanceof Date) return String(value.getTime())
  if (DateTime.isDateTime(value)) return String(DateTime.toEpochMillis(value))
  if (Array.isArray(value)) return value.join(",")
  return Predicate.isObject(value) ? JSON.stringify(value) : String(value)
}

// The advanced query is JSON. Any other object is sent as its parts, with their places in brackets.
const queryOf = (name: string, value: unknown): ReadonlyArray<readonly [string, string]> =>
  name !== "query" && isJson(value) && !(value instanceof Date) && !DateTime.isDateTime(value)
    ? partsOf(name, value)
    : [[name, queryText(value)]]

const partsOf = (name: string, value: unknown): ReadonlyArray<readonly [string, string]> =>
  Predicate.isObjectOrArray(value)
    ? Object.entries(value).flatMap(([key, part]) => partsOf(`${name}[${key}]`, part))
    : [[name, String(value)]]

/** The request in which an input has to result. */
export const wireOf = ({ method, path, params, body }: Any, input: Json): Wire => {
  const [bodyName] = Object.keys(body)
  const query = Object.entries(input).filter(([name]) => !(name in params) && name !== bodyName)
  return {
    method,
    path: path.replace(/:(\w+)/g, (_, name: string) => String(input[name])),
    ...(query.length === 0
      ? {}
      : { query: Object.fromEntries(query.flatMap(([name, value]) => queryOf(name, value))) }),
    ...(bodyName === undefined ? {} : { body: input[bodyName] })
  }
}
