// Compares two schemas, property by property, in both directions.
import { type Difference, type JsonSchema, presence, type SchemaDocument } from "./types.ts"
import { type Variant, variantsOf } from "./variants.ts"

interface Context {
  readonly contract: SchemaDocument
  readonly core: SchemaDocument
  /** True if the schema is one of a request. Only then further properties matter: an answer keeps all its fields. */
  readonly sent: boolean
  /** The pairs of schemas whose comparison has begun. The comparison of a recursive schema ends at such a pair. */
  readonly underway: ReadonlyArray<readonly [contract: JsonSchema, core: JsonSchema]>
}

const shown = (value: unknown): string => (value === undefined ? "absent" : JSON.stringify(value))

const union = (left: Iterable<string>, right: Iterable<string>): ReadonlyArray<string> => [
  ...new Set([...left, ...right])
]

/** Compares the facets, which restrict a value of one type. */
export const compareFacets = (where: string, contract: JsonSchema, core: JsonSchema): ReadonlyArray<Difference> =>
  union(Object.keys(contract), Object.keys(core)).flatMap((aspect) => {
    const difference = { where, aspect, contract: shown(contract[aspect]), core: shown(core[aspect]) }
    return difference.contract === difference.core ? [] : [difference]
  })

const compareFlag = (where: string, aspect: string, contract: boolean, core: boolean): ReadonlyArray<Difference> =>
  contract === core ? [] : [{ where, aspect, contract: String(contract), core: String(core) }]

const compareVariant = (
  where: string,
  contract: Variant,
  core: Variant,
  context: Context
): ReadonlyArray<Difference> => {
  if (contract.type !== core.type) return [{ where, aspect: "type", contract: contract.type, core: core.type }]
  const parts = (
    aspect: string,
    left: Variant["properties"],
    right: Variant["properties"],
    at: (name: string) => string
  ) =>
    union(left.keys(), right.keys()).flatMap((name) => {
      const [inContract, inCore] = [left.get(name), right.get(name)]
      if (inContract === undefined || inCore === undefined) {
        return [presence(at(name), aspect, inContract !== undefined)]
      }
      return [
        ...compareFlag(at(name), "required", contract.required.has(name), core.required.has(name)),
        ...compare(at(name), inContract, inCore, context)
      ]
    })
  const items = (variant: Variant): Variant["properties"] =>
    new Map(variant.items === undefined ? [] : [["[]", variant.items]])
  return [
    ...compareFacets(where, contract.facets, core.facets),
    ...parts("property", contract.properties, core.properties, (name) => `${where}.${name}`),
    ...parts("pattern", contract.patternProperties, core.patternProperties, (name) => `${where}[${name}]`),
    ...parts("schema of items", items(contract), items(core), (name) => `${where}${name}`),
    ...(context.sent ? compareFlag(where, "additionalProperties", contract.open, core.open) : [])
  ]
}

/** Compares the variants of one type. Each variant of the contract is compared with the most similar one of core. */
const compareType = (
  where: string,
  contract: ReadonlyArray<Variant>,
  core: ReadonlyArray<Variant>,
  context: Context
): ReadonlyArray<Difference> => {
  const left = [...core]
  const numbered = Math.max(contract.length, core.length) > 1
  const differences = contract.flatMap((variant, index) => {
    const at = numbered ? `${where} (${variant.type} ${index + 1})` : where
    const [closest] = left
      .map((candidate) => ({ candidate, found: compareVariant(at, variant, candidate, context) }))
      .sort((a, b) => a.found.length - b.found.length)
    if (closest === undefined) return [presence(at, `variant ${variant.type}`, true)]
    left.splice(left.indexOf(closest.candidate), 1)
    return closest.found
  })
  return [...differences, ...left.map(({ type }) => presence(where, `variant ${type}`, false))]
}

const compare = (
  where: string,
  contractSchema: JsonSchema,
  coreSchema: JsonSchema,
  outer: Context
): ReadonlyArray<Difference> => {
  const [contractTarget, coreTarget] = [target(contractSchema, outer.contract), target(coreSchema, outer.core)]
  if (outer.underway.some(([left, right]) => left === contractTarget && right === coreTarget)) return []
  const context = { ...outer, underway: [...outer.underway, [contractTarget, coreTarget] as const] }
  const contract = variantsOf(contractTarget, outer.contract.resolve)
  const core = variantsOf(coreTarget, outer.core.resolve)
  const [onlyContract, onlyCore] = [contract[0], core[0]]
  if (contract.length === 1 && core.length === 1 && onlyContract !== undefined && onlyCore !== undefined) {
    return compareVariant(where, onlyContract, onlyCore, context)
  }
  const types = union(
    contract.map(({ type }) => type),
    core.map(({ type }) => type)
  )
  const ofType = (variants: ReadonlyArray<Variant>, type: string) => variants.filter((variant) => variant.type === type)
  return types.flatMap((type) => compareType(where, ofType(contract, type), ofType(core, type), context))
}

// Follows a reference to its schema, so that a recursive schema is recognized.
const target = (schema: JsonSchema, { resolve }: SchemaDocument): JsonSchema =>
  typeof schema["$ref"] === "string" ? (resolve(schema["$ref"]) ?? schema) : schema

/** Compares a schema of the contract with the one of core. `sent` is true for a schema of a request. */
export const compareSchemas = (
  where: string,
  contract: SchemaDocument,
  core: SchemaDocument,
  sent: boolean
): ReadonlyArray<Difference> => compare(where, contract.root, core.root, { contract, core, sent, underway: [] })
