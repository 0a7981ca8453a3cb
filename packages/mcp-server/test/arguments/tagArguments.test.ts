import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import { readFirstTags, readTagChanges } from "../../src/arguments/tagArguments.ts"

const taken = (result: Result.Result<unknown, string>): unknown => {
  assert(Result.isSuccess(result), JSON.stringify(result))
  return result.success
}
const refused = (result: Result.Result<unknown, string>): string => {
  assert(Result.isFailure(result), JSON.stringify(result))
  return result.failure
}

const eu = { key: "region", value: "eu" }

describe("the tags of a new organization", () => {
  it("are taken in every form that can mean only them", () => {
    for (const given of [
      [eu],
      ["region=eu"],
      JSON.stringify([eu]),
      '["region=eu"]',
      "region=eu",
      eu,
      { region: "eu" },
      '{"region":"eu"}',
      { set: ["region=eu"] },
      { add: ["region=eu"] },
      { set: "region=eu" },
      { set: '["region=eu"]' }
    ]) {
      assert.deepStrictEqual(taken(readFirstTags(given)), [eu], JSON.stringify(given))
    }
    assert.deepStrictEqual(taken(readFirstTags({ region: "eu", tier: "gold" })), [eu, { key: "tier", value: "gold" }])
  })
  it("are refused with what is expected where they are none", () => {
    assert.strictEqual(
      refused(readFirstTags("region")),
      'the tag region has no value: expected "region=value", where a value has 1 to 255 characters'
    )
    assert.include(refused(readFirstTags(3)), "expected ")
    assert.include(refused(readFirstTags({ region: 3 })), 'expected tags such as "region=eu"')
    assert.include(refused(readFirstTags({ remove: ["region"] })), "leave remove out")
  })
})

describe("the tags of a change", () => {
  it("are taken where it is said what is to become of the others", () => {
    assert.deepStrictEqual(taken(readTagChanges({ set: ["region=eu"] })), { set: [eu] })
    assert.deepStrictEqual(taken(readTagChanges('{"add":["region=eu"],"remove":["tier"]}')), {
      add: [eu],
      remove: [{ key: "tier" }]
    })
    assert.deepStrictEqual(taken(readTagChanges({ add: "region=eu" })), { add: [eu] })
    assert.deepStrictEqual(taken(readTagChanges({ set: '["region=eu"]' })), { set: [eu] })
  })
  it("are refused with both forms where it is not", () => {
    for (const given of [["region=eu"], [eu], "region=eu", '["region=eu"]', eu, { region: "eu" }, {}]) {
      const message = refused(readTagChanges(given))
      assert.include(message, '{"set":["region=eu"]} to replace all tags', JSON.stringify(given))
      assert.include(message, '{"add":["region=eu"]} to keep the others', JSON.stringify(given))
    }
    assert.include(refused(readTagChanges({ set: [], remove: [] })), "set replaces all tags")
  })
})
