/**
 * JSON Schema for tools, inside the subset that every client accepts. Some clients silently drop all tools of a server
 * because of one schema outside the subset.
 */
import type * as Action from "@effect-losant/core/Action"
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"

/** A schema inside the subset. */
export interface JsonSchema {
  readonly type?: string
  readonly description?: string
  readonly enum?: ReadonlyArray<string>
  readonly default?: unknown
  readonly minimum?: number
  readonly maximum?: number
  readonly items?: JsonSchema
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: ReadonlyArray<string>
  readonly additionalProperties?: boolean
}

/** The schema of an object, as for the arguments and the answer of a tool. */
export interface ObjectSchema extends JsonSchema {
  readonly type: "object"
  readonly properties: Readonly<Record<string, JsonSchema>>
}

type Raw = Readonly<Record<string, unknown>>

const toRaw = (value: unknown): Raw => (Predicate.isReadonlyObject(value) ? { ...value } : {})

const onlyStrings = (value: unknown): ReadonlyArray<string> =>
  Array.isArray(value) ? value.filter((item) => typeof item === "string") : []

/** The JSON Schema of the decoded values, which may differ from the values on the wire. */
const toJsonSchema = (schema: Schema.Constraint): Raw =>
  toRaw(Schema.toJsonSchemaDocument(Schema.toType(schema)).schema)

/**
 * Narrows a schema to the subset, and drops the rules on values: they cost more tokens than an occasional mistake. A
 * call is still checked by the full schema.
 */
const narrow = (raw: Raw): JsonSchema => {
  // Null stands for no value, and an assistant leaves such an argument out.
  const variants = (Array.isArray(raw["anyOf"]) ? raw["anyOf"].map(toRaw) : []).filter(({ type }) => type !== "null")
  if (variants.length > 0) return unite(variants.map(narrow))
  const values = onlyStrings(raw["enum"])
  return {
    ...(Predicate.isString(raw["type"]) ? { type: raw["type"] } : {}),
    ...(values.length > 0 ? { enum: values } : {}),
    ...(raw["type"] === "array" ? { items: narrow(toRaw(raw["items"])) } : {}),
    ...(raw["type"] === "object" ? narrowObject(raw) : {})
  }
}

const narrowObject = (raw: Raw): JsonSchema => {
  const properties = Object.entries(toRaw(raw["properties"]))
  const required = onlyStrings(raw["required"])
  return {
    properties: Object.fromEntries(properties.map(([name, property]) => [name, narrow(toRaw(property))])),
    ...(required.length > 0 ? { required } : {})
  }
}

/** Unites variants into one schema. The subset has no unions, so the properties of objects are merged. */
const unite = (variants: ReadonlyArray<JsonSchema>): JsonSchema => {
  const [first, ...others] = variants
  if (first === undefined || others.length === 0) return first ?? {}
  if (!variants.every(({ type }) => type === first.type)) return {}
  if (first.type !== "object") return first.type === undefined ? {} : { type: first.type }
  const required = (first.required ?? []).filter((name) => others.every((other) => other.required?.includes(name)))
  return {
    type: "object",
    properties: Object.assign({}, ...variants.map((variant) => variant.properties)),
    ...(required.length > 0 ? { required } : {})
  }
}

/** The fields of an action's input as schemas inside the subset, with the names of the required ones. */
export const fieldSchemas = (fields: Schema.Struct.Fields): ObjectSchema => {
  const { properties = {}, required = [] } = narrow(toJsonSchema(Schema.Struct(fields)))
  return { type: "object", properties, required }
}

/** The schema of a tool's arguments. */
export const inputSchema = (
  properties: Readonly<Record<string, JsonSchema>>,
  required: ReadonlyArray<string>
): ObjectSchema => ({
  type: "object",
  properties,
  ...(required.length > 0 ? { required } : {}),
  additionalProperties: false
})

/**
 * The schema of a tool's answer: the types of its fields, without rules that an answer could break, because core
 * accepts more than Losant documents. Only ids are required, in items too. A write has an answer of its own, which does
 * not follow from its action.
 */
export const outputSchema = (action: Action.Any): ObjectSchema =>
  action.method === "GET" ? outline(toJsonSchema(action.success)) : { type: "object", properties: {} }

const outline = (raw: Raw): ObjectSchema => {
  const properties = Object.entries(toRaw(raw["properties"])).flatMap(([name, value]) => {
    const property = outlineField(toRaw(value))
    return property === undefined ? [] : [[name, property] as const]
  })
  const required = idsOf(raw)
  return {
    type: "object",
    properties: Object.fromEntries(properties),
    ...(required.length > 0 ? { required } : {})
  }
}

const idsOf = (raw: Raw): ReadonlyArray<string> =>
  onlyStrings(raw["required"]).filter((name) => name === "id" || name === "userId")

const text: JsonSchema = { type: "string" }

/** Undefined for a field that may have several types. */
const outlineField = (raw: Raw): JsonSchema | undefined => {
  switch (raw["type"]) {
    case "string":
    case "boolean":
    case "object":
      return { type: raw["type"] }
    case "integer":
    case "number":
      return { type: "number" }
    case "array":
      return { type: "array", items: outlineItem(toRaw(raw["items"])) }
    default:
      return undefined
  }
}

const outlineItem = (raw: Raw): JsonSchema => {
  const required = idsOf(raw)
  return required.length === 0
    ? (outlineField(raw) ?? {})
    : { type: "object", properties: Object.fromEntries(required.map((name) => [name, text])), required }
}
