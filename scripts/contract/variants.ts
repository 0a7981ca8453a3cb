// A JSON Schema as the set of its variants, one for each type and each member of a union, so that `oneOf`, `anyOf`,
// nested unions and lists of types that say the same thing are the same.
import * as Predicate from "effect/Predicate"
import type { JsonSchema, SchemaDocument } from "./types.ts"

/** One of the shapes that a schema allows. */
export interface Variant {
  readonly type: string
  /** All that restricts a value of this type, beside its parts: bounds, pattern, format, enum and so on. */
  readonly facets: JsonSchema
  readonly properties: ReadonlyMap<string, JsonSchema>
  readonly required: ReadonlySet<string>
  readonly patternProperties: ReadonlyMap<string, JsonSchema>
  readonly items: JsonSchema | undefined
  /** True if properties beyond those listed are allowed. */
  readonly open: boolean
}

// Keywords that only explain, or that are read as a part. Every other keyword is a facet, so none is overlooked.
const notFacets = new Set([
  ...["$schema", "$id", "$comment", "title", "description", "example", "examples", "definitions", "$defs"],
  ...["type", "properties", "required", "patternProperties", "additionalProperties", "items"],
  ...["enum", "const", "knownValues"]
])

const appliesTo: Readonly<Record<string, ReadonlyArray<string>>> = {
  minimum: ["number", "integer"],
  maximum: ["number", "integer"],
  minLength: ["string"],
  maxLength: ["string"],
  pattern: ["string"],
  format: ["string"],
  minItems: ["array"],
  maxItems: ["array"],
  minProperties: ["object"],
  maxProperties: ["object"]
}

const asSchema = (value: unknown): JsonSchema => (Predicate.isReadonlyObject(value) ? value : {})

const entriesOf = (value: unknown): ReadonlyArray<readonly [string, JsonSchema]> =>
  Object.entries(asSchema(value)).map(([name, schema]) => [name, asSchema(schema)])

const listOf = (value: unknown): ReadonlyArray<unknown> | undefined => (Array.isArray(value) ? value : undefined)

/** Two schemas that hold together as one, or undefined where a keyword of both says different things. */
const merged = (left: JsonSchema, right: JsonSchema): JsonSchema | undefined =>
  Object.keys(left).some((key) => key in right && JSON.stringify(left[key]) !== JSON.stringify(right[key]))
    ? undefined
    : { ...left, ...right }

// An `allOf` that cannot be merged stays, as a facet that then differs.
const withoutAllOf = (schema: JsonSchema): JsonSchema => {
  const { allOf, ...rest } = schema
  const whole = listOf(allOf)?.reduce<JsonSchema | undefined>(
    (sum, member) => (sum === undefined ? undefined : merged(sum, withoutAllOf(asSchema(member)))),
    rest
  )
  return whole ?? schema
}

/** The schemas whose union the schema is. A reference that leads nowhere, or only back to itself, is a type of its own. */
const membersOf = (
  schema: JsonSchema,
  resolve: SchemaDocument["resolve"],
  followed: ReadonlyArray<string> = []
): ReadonlyArray<JsonSchema> => {
  const reference = schema["$ref"]
  if (typeof reference === "string") {
    const target = followed.includes(reference) ? undefined : resolve(reference)
    return target === undefined
      ? [{ type: `unknown reference ${reference}` }]
      : membersOf(target, resolve, [...followed, reference])
  }
  const { oneOf, anyOf, ...rest } = withoutAllOf(schema)
  const union = listOf(oneOf) ?? listOf(anyOf)
  if (union !== undefined) {
    return union.flatMap((member) => membersOf({ ...rest, ...asSchema(member) }, resolve, followed))
  }
  const types = listOf(rest["type"])
  if (types === undefined) return [rest]
  return types.map((type) => {
    const fits = ([key]: readonly [string, unknown]) => appliesTo[key]?.includes(String(type)) ?? true
    return { ...Object.fromEntries(Object.entries(rest).filter(fits)), type }
  })
}

const typeOf = (schema: JsonSchema): string => {
  if (typeof schema["type"] === "string") return schema["type"]
  if ("properties" in schema || "patternProperties" in schema) return "object"
  return "items" in schema ? "array" : "any"
}

// The bounds of a safe integer are those of every integer that JavaScript can read.
const isSafeBound = (key: string, value: unknown): boolean =>
  (key === "minimum" && value === Number.MIN_SAFE_INTEGER) || (key === "maximum" && value === Number.MAX_SAFE_INTEGER)

const facetsOf = (schema: JsonSchema): JsonSchema => {
  const values = listOf(schema["enum"]) ?? listOf(schema["knownValues"])
  const allowed = values ?? ("const" in schema ? [schema["const"]] : undefined)
  const facets = Object.entries(schema).filter(([key, value]) => !notFacets.has(key) && !isSafeBound(key, value))
  // An enum is a set: its order says nothing.
  return { ...Object.fromEntries(facets), ...(allowed === undefined ? {} : { enum: [...allowed].sort() }) }
}

const variantOf = (schema: JsonSchema): Variant => {
  const further = schema["additionalProperties"]
  const patterns = [
    ...entriesOf(schema["patternProperties"]),
    // A schema for all further properties is one for the pattern that every name matches.
    ...(Predicate.isReadonlyObject(further) ? [[".*", further] as const] : [])
  ]
  const patternProperties = new Map(patterns)
  const required = listOf(schema["required"])?.map(String) ?? []
  return {
    type: typeOf(schema),
    facets: facetsOf(schema),
    // A property may be required without being described.
    properties: new Map([...required.map((name) => [name, {}] as const), ...entriesOf(schema["properties"])]),
    required: new Set(required),
    patternProperties,
    items: "items" in schema ? asSchema(schema["items"]) : undefined,
    open: further !== false || patternProperties.has(".*")
  }
}

/** The variants of a schema. */
export const variantsOf = (schema: JsonSchema, resolve: SchemaDocument["resolve"]): ReadonlyArray<Variant> =>
  membersOf(schema, resolve).map(variantOf)
