import { assert, describe, it } from "@effect/vitest"
import { OrgQuery } from "@effect-losant/core/schemas/OrgQuery"
import { fromJsonSchema } from "@modelcontextprotocol/server"
import * as Schema from "effect/Schema"
import { orgQuerySchema } from "../../src/resources/orgQuerySchema.ts"

const text = orgQuerySchema()
const { "~standard": standard } = fromJsonSchema(JSON.parse(text))
const accepts = Schema.is(OrgQuery)

const queries: ReadonlyArray<readonly [boolean, unknown]> = [
  [true, {}],
  [true, { name: { $contains: "plant", $ci: true }, isReadOnly: false, disabledAt: null }],
  [true, { $or: [{ $and: [{ name: "a" }] }, { $nor: [{ tags: { $tagKey: "region", $tagValue: "eu" } }] }] }],
  [true, { memberId: { $in: ["5f00000000000000000000a1"] }, tags: { region: "eu" } }],
  [false, { name: { $contains: "" } }],
  [false, { name: { $like: "a" } }],
  [false, { $or: [{ $and: [{ memberId: "nobody" }] }] }],
  [false, { $or: { name: "a" } }],
  [false, { id: { $eq: null, $ne: null } }],
  [false, []]
]

describe("orgQuerySchema", () => {
  it.each(queries)("says, as core does, %s of %j", async (isQuery, query) => {
    const { issues } = await standard.validate(query)
    assert.strictEqual(issues === undefined, isQuery)
  })
  it("accepts the same queries as core", () => {
    // Beyond that, the schema only refuses fields that core ignores.
    for (const [isQuery, query] of queries) if (isQuery) assert.isTrue(accepts(query))
  })
  it("is compact and self-contained", () => {
    assert.strictEqual(text, JSON.stringify(JSON.parse(text)))
    for (const [, reference] of text.matchAll(/"\$ref":"([^"]*)"/g)) assert.strictEqual(reference, "#")
    for (const field of ["$and", "$or", "$nor", "memberId", "referralId", "tags"]) assert.include(text, `"${field}"`)
  })
})
