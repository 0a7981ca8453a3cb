import { assert, describe, it } from "@effect/vitest"
import { OrgQuery } from "@effect-losant/core/schemas/OrgQuery"
import * as Schema from "effect/Schema"
import type { OrgRule } from "../../src/policy/OrgRule.ts"
import { conditionsLength, exactDenials, ruleConditions } from "../../src/policy/rulesQuery.ts"

const id = (index: number): OrgRule => ({ kind: "id", id: `5e${String(index).padStart(22, "0")}` })
const name = (name: string): OrgRule => ({ kind: "name", name })
const tag = (value: string): OrgRule => ({ kind: "tag", key: "env", value })

const isQuery = Schema.is(OrgQuery)

describe("ruleConditions", () => {
  it("are none without rules", () => {
    assert.deepStrictEqual(ruleConditions({ allow: [], deny: [] }), [])
  })

  it("deny the usual spellings, and allow the exact one", () => {
    assert.deepStrictEqual(ruleConditions({ allow: [[name("Acme"), tag("a")]], deny: [name("Acme"), tag("a")] }), [
      {
        $nor: [
          { name: { $eq: "Acme", $ci: true } },
          { name: { $in: ["Acme ", " Acme"], $ci: true } },
          { tags: { $tagKey: { $in: ["env", "ENV", "Env"] }, $tagValue: { $in: ["a", "A"] } } }
        ]
      },
      { $or: [{ name: { $in: ["Acme"] } }, { tags: { $tagKey: { $in: ["env"] }, $tagValue: { $in: ["a"] } } }] }
    ])
  })

  it("stay within Losant's limit for lists, however many rules there are", () => {
    const many = (make: (index: number) => OrgRule) => Array.from({ length: 250 }, (_, index) => make(index))
    const rules = [...many(id), ...many((index) => name(`N${index}`)), ...many((index) => tag(`t${index}`))]
    const all = ruleConditions({ allow: [rules, many(id)], deny: rules })
    assert.isTrue(all.every(isQuery))
    assert.isAtMost(all.length, 100)
    const text = JSON.stringify(all)
    for (const value of ["249", "N249", "t249"]) assert.include(text, `${value}"`)
  })

  it("combine the values of a key", () => {
    const two = [tag("1"), tag("2"), { kind: "tag", key: "__proto__", value: "3" }] as const
    assert.deepStrictEqual(ruleConditions({ allow: [two], deny: [] }), [
      {
        $or: [
          { tags: { $tagKey: { $in: ["env"] }, $tagValue: { $in: ["1", "2"] } } },
          { tags: { $tagKey: { $in: ["__proto__"] }, $tagValue: { $in: ["3"] } } }
        ]
      }
    ])
  })

  it("leave out spellings that are longer than a tag can be", () => {
    const all = ruleConditions({ allow: [], deny: [tag("ß".repeat(255))] })
    assert.isTrue(all.every(isQuery))
  })

  it("deny the exact spelling of a denied organization that was returned", () => {
    const rules = { allow: [], deny: [name("Acme"), tag("a")] }
    const org = {
      ids: ["1"],
      name: "Ac\u200bme",
      tags: [
        { key: "eNv", value: "a" },
        { key: "x", value: "a" }
      ]
    }
    const seen = exactDenials(rules, org)
    assert.deepStrictEqual(seen, [
      { name: { $eq: "Ac\u200bme" } },
      { tags: { $tagKey: { $in: ["eNv"] }, $tagValue: { $in: ["a"] } } }
    ])
    assert.isTrue(ruleConditions(rules, seen).every(isQuery))
    assert.deepStrictEqual(exactDenials(rules, { ids: ["1"], name: "Other", tags: undefined }), [])
    assert.isAbove(conditionsLength(rules, seen), conditionsLength(rules))
  })

  it("are measured in the encoding of a URL", () => {
    assert.strictEqual(conditionsLength({ allow: [], deny: [] }), encodeURIComponent("[]").length)
    assert.isAbove(conditionsLength({ allow: [], deny: [name("日本")] }), 18 + 20)
  })
})
