import { assert, describe, it } from "@effect/vitest"
import type { OrgRule } from "../../src/policy/OrgRule.ts"
import { type Facts, factsOf, hasRules, judge, judgeId } from "../../src/policy/OrgRules.ts"

const id = "5f00000000000000000000a1"
const other = "5f00000000000000000000a2"
const org: Facts = { ids: [id], name: "Acme", tags: [{ key: "env", value: "staging" }] }

const byId = (id: string): OrgRule => ({ kind: "id", id })
const byName = (name: string): OrgRule => ({ kind: "name", name })
const byTag = (key: string, value: string): OrgRule => ({ kind: "tag", key, value })

describe("judge", () => {
  it("lets everything through without rules", () => {
    assert.strictEqual(judge({ allow: [], deny: [] }, org), "reachable")
    assert.isFalse(hasRules({ allow: [], deny: [] }))
  })

  for (const rule of [byId(id), byName("ACME "), byTag("Env", "STAGING")]) {
    it(`denies by ${JSON.stringify(rule)}, even if it is allowed`, () => {
      assert.isTrue(hasRules({ allow: [], deny: [rule] }))
      const allow = [[byId(id), byName("Acme"), byTag("env", "staging")]]
      assert.strictEqual(judge({ allow, deny: [byName("x"), rule] }, org), "denied")
    })
  }

  for (const [rule, verdict] of [
    [byId(id), "reachable"],
    [byId(other), "denied"],
    [byName("Acme"), "reachable"],
    [byName("acme"), "denied"],
    [byName("Acme "), "denied"],
    [byTag("env", "staging"), "reachable"],
    [byTag("Env", "staging"), "denied"],
    [byTag("env", "Staging"), "denied"]
  ] as const) {
    it(`allows only an exact match: ${JSON.stringify(rule)}`, () => {
      assert.strictEqual(judge({ allow: [[byName("x"), rule]], deny: [] }, org), verdict)
    })
  }

  it("requires a match in every allow list", () => {
    const [one, two] = [[byName("Acme")], [byTag("env", "staging")]]
    assert.strictEqual(judge({ allow: [one, two], deny: [] }, org), "reachable")
    assert.strictEqual(judge({ allow: [one, [byName("x")]], deny: [] }, org), "denied")
    assert.strictEqual(judge({ allow: [one, []], deny: [] }, org), "denied")
  })

  it("does not read a name as an id, or the key and the value of two tags as one tag", () => {
    assert.strictEqual(judge({ allow: [[byId(id)]], deny: [] }, { ...org, ids: [other], name: id }), "denied")
    const tags = [
      { key: "env", value: "x" },
      { key: "y", value: "staging" }
    ]
    assert.strictEqual(judge({ allow: [], deny: [byTag("env", "staging")] }, { ...org, tags }), "reachable")
  })

  it("denies by any id that an answer gives, and allows by all of them", () => {
    const two = factsOf({ id, orgId: other, name: "Acme" } as never)
    assert.strictEqual(judge({ allow: [], deny: [byId(other)] }, two), "denied")
    assert.strictEqual(judge({ allow: [[byId(id)]], deny: [] }, two), "denied")
    assert.strictEqual(judge({ allow: [[byId(id)]], deny: [] }, { ...org, ids: [] }), "denied")
  })

  it("is undecided if only unknown tags could deny", () => {
    const unknown = { ...org, tags: undefined }
    assert.strictEqual(judge({ allow: [], deny: [byTag("a", "b")] }, unknown), "tagsUnknown")
    assert.strictEqual(judge({ allow: [], deny: [byName("x")] }, unknown), "reachable")
    assert.strictEqual(judge({ allow: [[byTag("env", "staging")]], deny: [] }, unknown), "denied")
  })
})

describe("judgeId", () => {
  for (const [allow, deny, verdict] of [
    [[], [byId(id)], "denied"],
    [[], [byId(other)], "reachable"],
    [[], [byId(other), byName("x")], "unknown"],
    [[[byId(id)]], [], "reachable"],
    [[[byId(other)]], [], "denied"],
    [[[byId(other), byName("x")]], [], "unknown"],
    [[[byId(id), byName("x")]], [], "reachable"],
    [[[byId(id)], [byId(other)]], [], "denied"],
    [[[byId(id)], [byName("x")]], [], "unknown"],
    [[[byId(id)]], [byId(id)], "denied"],
    [[[byId(id)]], [byName("x")], "unknown"]
  ] as const) {
    it(`${verdict} with ${JSON.stringify({ allow, deny })}`, () => {
      assert.strictEqual(judgeId({ allow, deny }, id.toUpperCase()), verdict)
    })
  }
})
