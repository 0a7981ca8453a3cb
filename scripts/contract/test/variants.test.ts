import { assert, describe, it } from "@effect/vitest"
import { compareSchemas } from "../compareSchemas.ts"
import type { JsonSchema } from "../types.ts"

const definitions: Readonly<Record<string, JsonSchema>> = {
  "#/definitions/id": { type: "string", pattern: "^\\d+$" },
  "#/definitions/alias": { $ref: "#/definitions/id" },
  "#/definitions/tree": {
    type: "object",
    properties: { children: { type: "array", items: { $ref: "#/definitions/tree" } } }
  },
  "#/definitions/forest": {
    type: "object",
    properties: { children: { type: "array", items: { $ref: "#/definitions/forest" } } }
  }
}

const compared = (contract: JsonSchema, core: JsonSchema) => {
  const resolve = (reference: string) => definitions[reference]
  return compareSchemas("schema it", { root: contract, resolve }, { root: core, resolve }, true)
}

describe("two ways to say the same are no difference", () => {
  const text = { type: "string", maxLength: 5 }
  const number = { type: "number", minimum: 0 }
  it.each<[kind: string, contract: JsonSchema, core: JsonSchema]>([
    ["list of types", { type: ["string", "number"], maxLength: 5, minimum: 0 }, { anyOf: [number, text] }],
    ["oneOf and anyOf", { oneOf: [text, number] }, { anyOf: [text, number] }],
    [
      "nested unions",
      { oneOf: [{ oneOf: [text, { type: "null" }] }, number] },
      { anyOf: [text, { type: "null" }, number] }
    ],
    ["union of one", { oneOf: [text] }, text],
    ["keywords beside a union", { type: "string", oneOf: [{ maxLength: 5 }] }, text],
    ["allOf", { type: "string", allOf: [{ maxLength: 5 }, { minLength: 1 }] }, { ...text, minLength: 1 }],
    ["const and enum", { type: "string", const: "a" }, { type: "string", enum: ["a"] }],
    ["order of an enum", { enum: ["b", "a"] }, { enum: ["a", "b"] }],
    ["known values of an answer", { type: "string", enum: ["a"] }, { type: "string", knownValues: ["a"] }],
    ["reference", { $ref: "#/definitions/id" }, { type: "string", pattern: "^\\d+$" }],
    ["reference to a reference", { $ref: "#/definitions/alias" }, { $ref: "#/definitions/id" }],
    ["recursive schemas of two names", { $ref: "#/definitions/tree" }, { $ref: "#/definitions/forest" }],
    ["type that its parts tell", { properties: { a: text } }, { type: "object", properties: { a: text } }],
    [
      "order of objects",
      { oneOf: [{ properties: { a: text } }, { properties: { b: text } }] },
      { oneOf: [{ properties: { b: text } }, { properties: { a: text } }] }
    ],
    [
      "values of every further property",
      { type: "object", patternProperties: { ".*": number } },
      { type: "object", additionalProperties: number }
    ],
    [
      "bounds of a safe integer",
      { type: "integer" },
      { type: "integer", minimum: -9007199254740991, maximum: 9007199254740991 }
    ],
    ["title, description and example", { ...text, title: "It", description: "It is.", example: "it" }, text]
  ])("%s", (_kind, contract, core) => {
    assert.deepStrictEqual(compared(contract, core), [])
    assert.deepStrictEqual(compared(core, contract), [])
  })
})

it("an allOf that contradicts itself is reported whole", () => {
  assert.deepStrictEqual(
    compared({ type: "string", allOf: [{ maxLength: 5 }, { maxLength: 6 }] }, { type: "string" }),
    [{ where: "schema it", aspect: "allOf", contract: '[{"maxLength":5},{"maxLength":6}]', core: "absent" }]
  )
})

it("a property that is required without being described is compared", () => {
  assert.deepStrictEqual(compared({ type: "object", required: ["a"] }, { type: "object" }), [
    { where: "schema it.a", aspect: "property", contract: "present", core: "absent" }
  ])
})
