import { assert, describe, it } from "@effect/vitest"
import { OrgId } from "@effect-losant/core/schemas/Ids"
import type { OrgRule } from "../../src/policy/OrgRule.ts"
import { type Facts, factsOf, findDeniedParts, hasRules, judge } from "../../src/policy/OrgRules.ts"

const [id, other] = [OrgId.make("5f00000000000000000000a1"), OrgId.make("5f00000000000000000000a2")]
const env = { key: "env", value: "staging" }
const region = { key: "region", value: "eu" }
const org: Facts = { ids: [id], name: "Acme", tags: [region, env] }

const byName = (name: string): OrgRule => ({ kind: "name", name })
const byTag = (key: string, value: string): OrgRule => ({ kind: "tag", key, value })

describe("the denied parts of an organization", () => {
  const partsOf = (facts: Facts, ...deny: ReadonlyArray<OrgRule>) => findDeniedParts({ allow: [], deny }, facts)

  it("are its name and its tags, in its own spelling", () => {
    assert.deepStrictEqual(partsOf(org, byName("x"), byName("ACME"), byTag("ENV", "Staging")), {
      name: "Acme",
      tags: [env]
    })
  })

  it("are only those that a rule denies", () => {
    assert.deepStrictEqual(partsOf(org, { kind: "id", id }, byTag("env", "production")), { name: undefined, tags: [] })
    assert.deepStrictEqual(partsOf(org, byTag("region", "eu")), { name: undefined, tags: [region] })
    assert.deepStrictEqual(partsOf(org), { name: undefined, tags: [] })
    assert.deepStrictEqual(partsOf({ ...org, tags: undefined }, byTag("env", "staging")), { name: undefined, tags: [] })
  })
})

describe("an organization with several tags", () => {
  it("is allowed, and denied, by one of them", () => {
    assert.strictEqual(judge({ allow: [[byTag("env", "staging")]], deny: [] }, org), "reachable")
    assert.strictEqual(judge({ allow: [], deny: [byTag("env", "staging")] }, org), "denied")
    assert.strictEqual(judge({ allow: [], deny: [byTag("env", "eu")] }, org), "reachable")
  })

  it("is undecided without them if one of several rules is about a tag", () => {
    const deny = [byName("x"), byTag("env", "staging")]
    assert.strictEqual(judge({ allow: [], deny }, { ...org, tags: undefined }), "tagsUnknown")
    assert.strictEqual(judge({ allow: [], deny: [byName("x")] }, { ...org, tags: undefined }), "reachable")
  })
})

describe("hasRules", () => {
  it("is true with either list", () => {
    assert.isTrue(hasRules({ allow: [[byName("x")]], deny: [] }))
    assert.isTrue(hasRules({ allow: [], deny: [byName("x")] }))
    assert.isFalse(hasRules({ allow: [], deny: [] }))
  })
})

describe("factsOf", () => {
  it("has each id that the answer gives", () => {
    assert.deepStrictEqual(factsOf({ id, name: "Acme", tags: [env] }), { ids: [id], name: "Acme", tags: [env] })
    assert.deepStrictEqual(factsOf({ id, orgId: other, name: "Acme" }), {
      ids: [id, other],
      name: "Acme",
      tags: undefined
    })
  })
})
