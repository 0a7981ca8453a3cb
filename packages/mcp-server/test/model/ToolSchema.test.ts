import { assert, describe, it } from "@effect/vitest"
import { actions } from "@effect-losant/core/Actions"
import * as Schema from "effect/Schema"
import { actionArgumentOverrides } from "../../src/arguments/argumentCatalog.ts"
import { fieldSchemas, outputSchema } from "../../src/model/ToolSchema.ts"
import { makeTools } from "../../src/tools/registry.ts"
import { inputViolations, nameViolations, outputViolations } from "../support/lint.ts"

for (const hasInstance of [false, true]) {
  describe(`the tools ${hasInstance ? "with" : "without"} a configured instance`, () => {
    const tools = makeTools(hasInstance)
    for (const { spec, inputSchema, outputSchema } of tools) {
      it(`${spec.name} is inside the subset that every client accepts`, () => {
        assert.deepStrictEqual(nameViolations(spec.name), [])
        assert.deepStrictEqual(inputViolations(inputSchema), [])
        assert.deepStrictEqual(outputViolations(outputSchema), [])
      })
    }
    it(hasInstance ? "never ask for the instance" : "ask for the instance", () => {
      // Only the list of instances is about no instance.
      const asking = tools.filter(({ inputSchema }) => "instanceId" in inputSchema.properties)
      assert.lengthOf(asking, hasInstance ? 0 : tools.length - 1)
    })
    it("take everything that their actions take, flat", () => {
      const ofActions = tools.flatMap((tool) => (tool.action === undefined ? [] : [{ tool, action: tool.action }]))
      assert.lengthOf(ofActions, Object.keys(actions).length)
      for (const { tool, action } of ofActions) {
        const names = Object.keys(tool.inputSchema.properties)
        assert.strictEqual(new Set(names).size, tool.arguments.length)
        for (const nested of [...Object.keys(action.body), "losantdomain", "_links"]) assert.notInclude(names, nested)
        const { omits = [] } = actionArgumentOverrides(action.action)
        const wanted = [...Object.keys(action.params), ...Object.keys(action.query)].filter(
          (name) => !omits.includes(name)
        )
        assert.includeMembers(
          names,
          wanted.filter((name) => !(hasInstance && name === "instanceId"))
        )
      }
    })
  })
}

describe("inputSchema", () => {
  it("requires what the action requires, and what all shapes of its body require", () => {
    const required = (hasInstance: boolean) =>
      Object.fromEntries(makeTools(hasInstance).map(({ spec, inputSchema }) => [spec.name, inputSchema.required ?? []]))
    const asking = required(false)
    assert.deepStrictEqual(asking["losant_list_instances"], [])
    assert.deepStrictEqual(asking["losant_list_orgs"], [])
    assert.deepStrictEqual(asking["losant_create_org"], ["name"])
    assert.deepStrictEqual(asking["losant_update_org"], ["orgId"])
    assert.deepStrictEqual(asking["losant_get_org_device_counts"], ["orgId"])
    assert.deepStrictEqual(asking["losant_add_org_member"], ["orgId", "role"])
    assert.deepStrictEqual(asking["losant_invite_to_org"], ["orgId", "email", "role"])
    assert.deepStrictEqual(asking["losant_resend_org_invite"], ["orgId", "inviteId"])
    assert.deepStrictEqual(required(true), asking)
  })
})

describe("the lint", () => {
  const object = { type: "object", properties: {}, additionalProperties: false }
  const within = (property: unknown) => ({ ...object, properties: { argument: property } })
  const planted: ReadonlyArray<readonly [string, unknown]> = [
    ["a root that is no object", { type: "string" }],
    ["a root without properties", { type: "object", additionalProperties: false }],
    ["an open root", { type: "object", properties: {} }],
    ["anyOf at the root", { ...object, anyOf: [] }],
    ["oneOf", within({ oneOf: [{ type: "string" }] })],
    ["allOf", within({ type: "string", allOf: [{ minLength: 1 }] })],
    ["not", within({ not: { type: "null" } })],
    ["if", within({ type: "string", if: {} })],
    ["$ref", within({ $ref: "#/$defs/Org" })],
    ["$defs", { ...object, $defs: {} }],
    ["a name with a dollar", { ...object, properties: { $and: { type: "object" } } }],
    ["a name that is too long", { ...object, properties: { ["a".repeat(65)]: { type: "object" } } }],
    ["const", within({ type: "string", const: "a" })],
    ["an enum of numbers", within({ type: "integer", enum: [1, 2] })],
    ["a list of types", within({ type: ["string", "null"] })],
    ["no type", within({ description: "anything" })],
    ["null", within({ type: "null" })],
    ["an array without items", within({ type: "array" })],
    ["an array of anything", within({ type: "array", items: {} })],
    ["prefixItems", within({ type: "array", items: { type: "string" }, prefixItems: [] })],
    ["patternProperties", within({ type: "object", patternProperties: {} })],
    ["propertyNames", within({ type: "object", propertyNames: {} })],
    ["unevaluatedProperties", within({ type: "object", unevaluatedProperties: false })],
    ["dependentRequired", within({ type: "object", dependentRequired: {} })],
    ["exclusiveMinimum", within({ type: "number", exclusiveMinimum: 0 })],
    ["the bounds of safe integers", within({ type: "integer", maximum: Number.MAX_SAFE_INTEGER })],
    ["a required argument that is none", { ...object, required: ["name"] }],
    ["nesting too deep", within({ ...object, properties: { a: { ...object, properties: { b: object } } } })]
  ]
  for (const [what, schema] of planted) {
    it(`refuses ${what} in an input schema`, () => {
      assert.isNotEmpty(inputViolations(schema))
    })
  }
  it("refuses a closed, a demanding and a bounded output schema", () => {
    assert.isNotEmpty(outputViolations(object))
    assert.isNotEmpty(outputViolations({ ...object, additionalProperties: true, required: ["name"] }))
    assert.isNotEmpty(outputViolations({ type: "object", properties: { name: { type: "string", maxLength: 3 } } }))
  })
  it("refuses names that are too long or hold other characters", () => {
    assert.isNotEmpty(nameViolations("losant_get_org_payload_breakdowns"))
    assert.isNotEmpty(nameViolations("losant-get"))
    assert.isNotEmpty(nameViolations("Losant"))
  })
})

describe("fieldsOf", () => {
  it("lays variants of an object one upon the other, and requires what all of them require", () => {
    const variants = Schema.Union([
      Schema.Struct({ id: Schema.String, role: Schema.String }),
      Schema.Struct({ email: Schema.String, role: Schema.String })
    ])
    assert.deepStrictEqual(fieldSchemas({ member: variants }).properties["member"], {
      type: "object",
      properties: { id: { type: "string" }, role: { type: "string" }, email: { type: "string" } },
      required: ["role"]
    })
  })
  it("says nothing of a value of several types, so that the lint finds it", () => {
    const several = Schema.Union([Schema.String, Schema.Boolean])
    assert.deepStrictEqual(fieldSchemas({ several }).properties, { several: {} })
  })
})

describe("outputSchema", () => {
  it("requires the ids of what is read, in the answer and in its items", () => {
    assert.deepStrictEqual(outputSchema(actions["instanceOrg.get"]).required, ["id"])
    assert.deepStrictEqual(outputSchema(actions["instanceOrgMembers.get"]).properties["items"]?.items?.required, [
      "userId"
    ])
  })
  it("says nothing of a write, which answers what it changed", () => {
    assert.deepStrictEqual(outputSchema(actions["instanceOrg.patch"]), { type: "object", properties: {} })
  })
  it("leaves out what may have several types", () => {
    assert.notProperty(outputSchema(actions["instanceOrg.get"]).properties, "disabledAt")
  })
})
