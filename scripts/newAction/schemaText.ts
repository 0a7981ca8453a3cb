/** Writes a JSON Schema as an Effect schema. */
import * as Predicate from "effect/Predicate"
import type { JsonSchema } from "../contract/types.ts"
import { className } from "./names.ts"

/** A schema that has no text: the reason, and where in the schema it is. */
export class Unsupported extends Error {}

export interface Writing {
  /** Answers are tolerant: unknown values of an enum are kept, and only promised fields are required. */
  readonly isAnswer: boolean
  /** The brand of an id, by the name of its field. */
  readonly brands: Readonly<Record<string, string>>
  /** The fields that an answer surely has beside those that its schema requires. */
  readonly promised: ReadonlyArray<string>
  /** The name of the class of a schema, if it has one of its own. */
  readonly classOf: (schema: JsonSchema) => string | undefined
  /** Takes note of a name that the text needs from another module. */
  readonly use: (name: string) => string
}

const isSchema = (value: unknown): value is JsonSchema => Predicate.isReadonlyObject(value)

const known = new Set(
  (
    "$schema $ref title description default example type enum format pattern properties required items oneOf anyOf " +
    "additionalProperties patternProperties minLength maxLength minimum maximum minItems maxItems"
  ).split(" ")
)

const isId = (pattern: unknown): boolean => /^\^\[A-Fa-f\\d\]\{24\}\$$/.test(String(pattern))

const textOf = ({ minLength = 0, maxLength, format, pattern }: JsonSchema, name: string, writing: Writing): string => {
  if (isId(pattern)) return writing.use(writing.brands[name] ?? "LosantId")
  if (format === "date-time") return writing.use("IsoDate")
  if (format === "email") return writing.use("Email")
  const plain = maxLength === undefined ? "Schema.String" : `${writing.use("text")}(${minLength}, ${maxLength})`
  if (typeof pattern === "string")
    return `${plain}.check(Schema.isPattern(new RegExp(${JSON.stringify(pattern)}, "u")))`
  return format === undefined ? plain : `${plain}.annotate({ format: ${JSON.stringify(format)} })`
}

const numberOf = (base: string, { minimum, maximum }: JsonSchema): string => {
  if (minimum !== undefined && maximum !== undefined) {
    return `${base}.check(Schema.isBetween({ minimum: ${minimum}, maximum: ${maximum} }))`
  }
  if (minimum !== undefined) return `${base}.check(Schema.isGreaterThanOrEqualTo(${minimum}))`
  return maximum === undefined ? base : `${base}.check(Schema.isLessThanOrEqualTo(${maximum}))`
}

const arrayOf = (schema: JsonSchema, name: string, writing: Writing): string => {
  const { items, minItems, maxItems } = schema
  const element = isSchema(items) ? expressionOf(items, name, writing) : "Schema.Unknown"
  const checks = [
    ...(minItems === undefined ? [] : [`Schema.isMinLength(${minItems})`]),
    ...(maxItems === undefined ? [] : [`Schema.isMaxLength(${maxItems})`])
  ]
  return `Schema.Array(${element})${checks.length === 0 ? "" : `.check(${checks.join(", ")})`}`
}

const listNames = ["count", "filter", "filterField", "sortField", "sortDirection"]
const pageNames = ["totalCount", "perPage", "page"]

/** The fields of a struct, one a line. */
const fieldsOf = ({ properties, required }: JsonSchema, writing: Writing): ReadonlyArray<string> => {
  const all = isSchema(properties) ? Object.entries(properties) : []
  const needed: ReadonlyArray<unknown> = Array.isArray(required) ? required : []
  const names = all.map(([name]) => name)
  const isList = writing.isAnswer && names.includes("items")
  const isPaged = isList && pageNames.some((name) => names.includes(name))
  const common = isList ? [...listNames, ...(isPaged ? pageNames : [])] : []
  const own = all.filter(([name]) => !common.includes(name))
  const lines = own.map(([name, field]) => {
    const text = expressionOf(isSchema(field) ? field : {}, name, writing)
    const isRequired = needed.includes(name) || (writing.isAnswer && [...writing.promised, "items"].includes(name))
    return `${name}: ${isRequired ? text : `Schema.optionalKey(${text})`}`
  })
  return [...lines, ...(isList ? [`...${writing.use(isPaged ? "pagedListFields" : "listFields")}`] : [])]
}

/** The struct of an object with known properties. */
export const structOf = (schema: JsonSchema, writing: Writing): string =>
  `Schema.Struct({\n${fieldsOf(schema, writing).join(",\n")}\n})`

const variantsOf = (schema: JsonSchema): ReadonlyArray<JsonSchema> => {
  const { oneOf, anyOf, type } = schema
  const variants: unknown = oneOf ?? anyOf
  if (Array.isArray(variants)) return variants.filter(isSchema)
  return Array.isArray(type) ? type.map((one: unknown) => ({ ...schema, type: one })) : []
}

/** An object whose names follow a pattern is tolerant of other names too. */
const recordOf = ({ patternProperties }: JsonSchema, name: string, writing: Writing): string => {
  const [value, ...others] = Object.values(Object(patternProperties)).filter(isSchema)
  if (others.length > 0) throw new Unsupported(`${name} has several patternProperties`)
  const text = value === undefined ? "Schema.Unknown" : expressionOf(value, name, writing)
  return `Schema.Record(Schema.String, ${text})`
}

/** The Effect schema of a field, as an expression. `name` is that of the field. */
export const expressionOf = (schema: JsonSchema, name: string, writing: Writing): string => {
  const strange = Object.keys(schema).find((keyword) => !known.has(keyword))
  if (strange !== undefined) throw new Unsupported(`${name} has ${strange}`)
  const { $ref, type, enum: values, properties } = schema
  const own = typeof $ref === "string" ? className($ref.replace("#/definitions/", "")) : writing.classOf(schema)
  if (own !== undefined) return writing.use(own)
  const variants = variantsOf(schema)
  if (variants.length > 0) {
    return `Schema.Union([${variants.map((variant) => expressionOf(variant, name, writing)).join(", ")}])`
  }
  if (Array.isArray(values)) {
    const isTolerant = writing.isAnswer && values.every(Predicate.isString)
    return `${isTolerant ? writing.use("known") : "Schema.Literals"}(${JSON.stringify(values)})`
  }
  switch (type) {
    case "string":
      return textOf(schema, name, writing)
    case "number":
      return numberOf("Schema.Finite", schema)
    case "integer":
      return numberOf("Schema.Int", schema)
    case "boolean":
      return "Schema.Boolean"
    case "null":
      return "Schema.Null"
    case "array":
      return arrayOf(schema, name, writing)
    default:
      return isSchema(properties) ? structOf(schema, writing) : recordOf(schema, name, writing)
  }
}
