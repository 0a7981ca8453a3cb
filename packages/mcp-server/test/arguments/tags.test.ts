import { assert, describe, it } from "@effect/vitest"
import { changeTags } from "@effect-losant/core/OrgParts"
import * as Arbitrary from "effect/Arbitrary"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { readFirstTags, readNewTags, readTagChanges, readTags, type Tag } from "../../src/arguments/tags.ts"

const read = (value: unknown) => Result.getOrElse(readTags(value), (why) => why)
const tag = (key: string, value: string): Tag => ({ key, value })

describe("readTags", () => {
  it("reads tags as texts and as objects", () => {
    assert.deepStrictEqual(read({ add: ["a=b=c", { key: "d", value: "e" }], remove: ["f", "g=h", { key: "i" }] }), {
      add: [tag("a", "b=c"), tag("d", "e")],
      remove: [{ key: "f" }, tag("g", "h"), { key: "i" }]
    })
    assert.deepStrictEqual(read({ set: [] }), { set: [] })
  })

  it("reads what it has read as the same, and what a client sent as a text", () => {
    const value = { add: ["a=b"], remove: ["c"] }
    assert.deepStrictEqual(read(read(value)), read(value))
    assert.deepStrictEqual(read(JSON.stringify(value)), read(value))
    assert.deepStrictEqual(read({ add: "a=b" }), { add: [tag("a", "b")] })
  })

  it.each([
    [["a=b"], "expected an object"],
    [{}, "expected an object"],
    [{ replace: ["a=b"] }, "expected an object"],
    ["a=b", "expected an object"],
    [{ set: ["a=b"], remove: ["c"] }, "set replaces all tags"],
    [{ add: ["a"] }, "add: the tag a has no value"],
    [{ set: ["a="] }, "set: the tag a is not right"],
    [{ add: [`a=${"x".repeat(256)}`] }, "add: the tag a is not right"],
    [{ remove: ["a b"] }, "remove: expected tags such as"],
    [{ add: [3] }, "add: expected tags such as"],
    [{ add: [{ key: "a", value: 3 }] }, "add: expected tags such as"]
  ])("refuses %j", (value, why) => {
    assert.include(read(value), why)
  })
})

describe("readNewTags", () => {
  it("reads a list as well, each tag once", () => {
    assert.deepStrictEqual(
      readNewTags(["a=b", "a=b", { key: "a", value: "c" }]),
      Result.succeed([tag("a", "b"), tag("a", "c")])
    )
    assert.isTrue(Result.isFailure(readNewTags(["a"])))
  })

  it("has nothing to remove from", () => {
    assert.isTrue(Result.isFailure(readNewTags({ remove: ["a"] })))
  })
})

describe("changeTags", () => {
  const before = [tag("region", "eu"), tag("region", "us"), tag("tier", "gold")]

  it("removes by key, or by key and value, before it adds", () => {
    assert.deepStrictEqual(changeTags(before, { remove: [{ key: "region" }], add: [tag("region", "asia")] }), [
      tag("tier", "gold"),
      tag("region", "asia")
    ])
    assert.deepStrictEqual(changeTags(before, { remove: [tag("region", "us")] }), [
      tag("region", "eu"),
      tag("tier", "gold")
    ])
  })

  it("adds nothing twice, and a second value to a key", () => {
    assert.deepStrictEqual(changeTags(before, { add: [tag("tier", "gold")] }), before)
    assert.deepStrictEqual(changeTags(before, { add: [tag("tier", "silver")] }), [...before, tag("tier", "silver")])
  })

  it("replaces all of them", () => {
    assert.deepStrictEqual(changeTags(before, { set: [tag("a", "b"), tag("a", "b")] }), [tag("a", "b")])
    assert.deepStrictEqual(changeTags(before, { set: [] }), [])
  })

  // Few keys and values, so that they coincide often.
  const some = Arbitrary.schema(
    Schema.Array(
      Schema.Struct({ key: Schema.Literals(["k1", "k2", "k3"]), value: Schema.Literals(["v1", "v2"]) })
    ).check(Schema.isMaxLength(8))
  )
  const asTexts = (tags: ReadonlyArray<Tag>) => [...new Set(tags.map(({ key, value }) => `${key}=${value}`))].sort()
  const has = (tags: ReadonlyArray<Tag>, { key, value }: Tag) =>
    tags.some((other) => other.key === key && other.value === value)

  it.prop(
    "keeps what is not removed, holds what is added, and repeats to the same",
    [some, some, some],
    ([held, add, gone]) => {
      const remove = gone.map(({ key }) => ({ key }))
      const after = changeTags(held, { add, remove })
      const stays = held.filter(({ key }) => !remove.some((one) => one.key === key))
      assert.isTrue(stays.every((one) => has(after, one)))
      assert.isTrue(add.every((one) => has(after, one)))
      assert.isTrue(after.every((one) => has(stays, one) || has(add, one)))
      assert.deepStrictEqual(asTexts(changeTags(after, { add, remove })), asTexts(after))
    }
  )
})

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
    for (const input of [
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
      assert.deepStrictEqual(taken(readFirstTags(input)), [eu], JSON.stringify(input))
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
    for (const input of [["region=eu"], [eu], "region=eu", '["region=eu"]', eu, { region: "eu" }, {}]) {
      const message = refused(readTagChanges(input))
      assert.include(message, '{"set":["region=eu"]} to replace all tags', JSON.stringify(input))
      assert.include(message, '{"add":["region=eu"]} to keep the others', JSON.stringify(input))
    }
    assert.include(refused(readTagChanges({ set: [], remove: [] })), "set replaces all tags")
  })
})
