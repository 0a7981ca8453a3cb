/**
 * JSON Schema for tools, inside the subset that every client accepts: one schema outside it makes some clients drop
 * all tools of a server without a word.
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

/** A schema of an object, which is what the arguments and the answers of a tool are. */
export interface ObjectSchema extends JsonSchema {
  readonly type: "object"
  readonly properties: Readonly<Record<string, JsonSchema>>
}

type Raw = Readonly<Record<string, unknown>>

const asRaw = (value: unknown): Raw => (Predicate.isReadonlyObject(value) ? { ...value } : {})

const strings = (value: unknown): ReadonlyArray<string> =>
  Array.isArray(value) ? value.filter((item) => typeof item === "string") : []

/** What Effect says of the values that a program passes for a schema, whatever is sent on the wire. */
const document = (schema: Schema.Constraint): Raw => asRaw(Schema.toJsonSchemaDocument(Schema.toType(schema)).schema)

/**
 * The schema without what is outside the subset, and without the rules on values: those cost more tokens than a mistake
 * does. What is left out is still checked when a tool is called.
 */
const narrow = (raw: Raw): JsonSchema => {
  // Null stands for no value, and an assistant leaves such an argument out.
  const variants = (Array.isArray(raw["anyOf"]) ? raw["anyOf"].map(asRaw) : []).filter(({ type }) => type !== "null")
  if (variants.length > 0) return unite(variants.map(narrow))
  const values = strings(raw["enum"])
  return {
    ...(Predicate.isString(raw["type"]) ? { type: raw["type"] } : {}),
    ...(values.length > 0 ? { enum: values } : {}),
    ...(raw["type"] === "array" ? { items: narrow(asRaw(raw["items"])) } : {}),
    ...(raw["type"] === "object" ? narrowObject(raw) : {})
  }
}

const narrowObject = (raw: Raw): JsonSchema => {
  const properties = Object.entries(asRaw(raw["properties"]))
  const required = strings(raw["required"])
  return {
    properties: Object.fromEntries(properties.map(([name, property]) => [name, narrow(asRaw(property))])),
    ...(required.length > 0 ? { required } : {})
  }
}

/** One schema in place of several: the subset has no unions, so objects are laid one upon the other. */
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

/** The fields of an action's input as schemas inside the subset, and which of them have to be given. */
export const fieldsOf = (fields: Schema.Struct.Fields): ObjectSchema => {
  const { properties = {}, required = [] } = narrow(document(Schema.Struct(fields)))
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
 * The schema of a tool's answer: the types of its fields, without any rule that an answer could break, since the answers
 * that core lets pass are more than those that Losant documents. Only ids are required, in items too. A write answers
 * what it changed, which is not what its action answers.
 */
export const outputSchema = (action: Action.Any): ObjectSchema =>
  action.method === "GET" ? outline(document(action.success)) : { type: "object", properties: {} }

const outline = (raw: Raw): ObjectSchema => {
  const properties = Object.entries(asRaw(raw["properties"])).flatMap(([name, value]) => {
    const property = outlineField(asRaw(value))
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
  strings(raw["required"]).filter((name) => name === "id" || name === "userId")

const text: JsonSchema = { type: "string" }

/** Nothing for a field that may have several types. */
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
      return { type: "array", items: outlineItem(asRaw(raw["items"])) }
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
