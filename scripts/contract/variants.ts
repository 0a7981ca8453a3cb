// Reads a JSON Schema as the set of its variants, one for each type and each member of a union. So the same set results
// from `oneOf`, `anyOf`, nested unions and lists of types that mean the same.
import * as Predicate from "effect/Predicate"
import type { JsonSchema, SchemaDocument } from "./types.ts"

/** One of the shapes that a schema allows. */
export interface Variant {
  readonly type: string
  /** The keywords that restrict a value of this type as a whole: bounds, pattern, format, enum and so on. */
  readonly facets: JsonSchema
  readonly properties: ReadonlyMap<string, JsonSchema>
  readonly required: ReadonlySet<string>
  readonly patternProperties: ReadonlyMap<string, JsonSchema>
  readonly items: JsonSchema | undefined
  /** True if properties are allowed that the schema does not list. */
  readonly open: boolean
}

// The keywords that only explain, and those that are read as parts. All others are facets, so that none is overlooked.
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

/** Merges two schemas that both apply. Gives `undefined` if they have different values for a keyword. */
const mergeSchemas = (left: JsonSchema, right: JsonSchema): JsonSchema | undefined =>
  Object.keys(left).some((key) => key in right && JSON.stringify(left[key]) !== JSON.stringify(right[key]))
    ? undefined
    : { ...left, ...right }

// An `allOf` that cannot be merged remains as a facet, and is then reported as a difference.
const withoutAllOf = (schema: JsonSchema): JsonSchema => {
  const { allOf, ...rest } = schema
  const whole = listOf(allOf)?.reduce<JsonSchema | undefined>(
    (sum, member) => (sum === undefined ? undefined : mergeSchemas(sum, withoutAllOf(asSchema(member)))),
    rest
  )
  return whole ?? schema
}

/** Gives the members of a union. A reference that leads nowhere, or only back to itself, is a member of its own. */
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

// Every integer that JavaScript reads exactly is within these bounds.
const isSafeBound = (key: string, value: unknown): boolean =>
  (key === "minimum" && value === Number.MIN_SAFE_INTEGER) || (key === "maximum" && value === Number.MAX_SAFE_INTEGER)

const facetsOf = (schema: JsonSchema): JsonSchema => {
  const values = listOf(schema["enum"]) ?? listOf(schema["knownValues"])
  const allowed = values ?? ("const" in schema ? [schema["const"]] : undefined)
  const facets = Object.entries(schema).filter(([key, value]) => !notFacets.has(key) && !isSafeBound(key, value))
  // An enum is a set, so its order has no meaning.
  return { ...Object.fromEntries(facets), ...(allowed === undefined ? {} : { enum: [...allowed].sort() }) }
}

const variantOf = (schema: JsonSchema): Variant => {
  const further = schema["additionalProperties"]
  const patterns = [
    ...entriesOf(schema["patternProperties"]),
    // A schema for all further properties is the same as a schema for a pattern that matches every name.
    ...(Predicate.isReadonlyObject(further) ? [[".*", further] as const] : [])
  ]
  const patternProperties = new Map(patterns)
  const required = listOf(schema["required"])?.map(String) ?? []
  return {
    type: typeOf(schema),
    facets: facetsOf(schema),
    // A schema may require a property without describing it.
    properties: new Map([...required.map((name) => [name, {}] as const), ...entriesOf(schema["properties"])]),
    required: new Set(required),
    patternProperties,
    items: "items" in schema ? asSchema(schema["items"]) : undefined,
    open: further !== false || patternProperties.has(".*")
  }
}

/** Gives the variants of a schema. */
export const variantsOf = (schema: JsonSchema, resolve: SchemaDocument["resolve"]): ReadonlyArray<Variant> =>
  membersOf(schema, resolve).map(variantOf)
