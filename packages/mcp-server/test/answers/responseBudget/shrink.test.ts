import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { costOf, type LeftOut, shrink } from "../../../src/answers/responseBudget/shrink.ts"
import type { Json } from "../../../src/text/json.ts"

const shrunk = (value: Json, most: number) => {
  const parts: Array<LeftOut> = []
  return { value: shrink(value, most, [], (part) => parts.push(part)), parts }
}

describe("shrink", () => {
  it("leaves what costs no more as it is", () => {
    const value = { name: "Acme", tags: ["a"] }
    assert.deepStrictEqual(shrunk(value, 100), { value, parts: [] })
  })
  it("keeps what is small, and cuts what is large", () => {
    const { value, parts } = shrunk({ name: "Acme", description: "word ".repeat(1_000), limits: { device: 1 } }, 100)
    assert.deepInclude(value, { name: "Acme", limits: { device: 1 } })
    assert.lengthOf(parts, 1)
    assert.deepInclude(parts[0], { path: ["description"], of: 5_000 })
    assert.match(JSON.stringify(value), /"description":"word word /)
  })
  it("shares between what is large", () => {
    const long = "word ".repeat(1_000)
    const { value, parts } = shrunk({ one: long, other: long, tags: Array.from({ length: 500 }, () => "tag") }, 300)
    assert.sameDeepMembers(
      parts.map(({ path }) => path.join(".")),
      ["one", "other", "tags"]
    )
    for (const field of Object.values(value as object)) assert.isAbove(costOf(field), 40)
  })
  it("cuts a list after an item, and the first if even that is too long", () => {
    const tags = Array.from({ length: 100 }, (_, index) => ({ key: `key${index}`, value: "value" }))
    const { value, parts } = shrunk(tags, 100)
    const [part] = parts
    assert.deepStrictEqual(value, tags.slice(0, part?.kept))
    assert.deepStrictEqual([part?.path, part?.of], [[], 100])
    const first = shrunk(["word ".repeat(1_000), "second"], 100)
    assert.deepStrictEqual(
      first.parts.map(({ path }) => path),
      [["0"], []]
    )
  })
  it("says how many of many fields it leaves out, and names a few", () => {
    const many = Object.fromEntries(Array.from({ length: 1_000 }, (_, index) => [`field${index}`, index]))
    const { value, parts } = shrunk(many, 200)
    const kept = Object.keys(value as object).length
    assert.isAbove(kept, 20)
    assert.deepStrictEqual(parts, [{ path: [], keptFields: kept, of: 1_000 }])
    const few = shrunk({ flag: true, ["k".repeat(90)]: 1, ["l".repeat(90)]: 2 }, 80)
    assert.deepStrictEqual(few.parts, [{ path: ["k".repeat(90)] }])
  })
  it("cuts no escape and no pair of surrogates in half", () => {
    for (const most of [21, 22, 23, 24, 25, 26, 27, 28]) {
      const { value } = shrunk("\\u{202E}🏭".repeat(20), most)
      assert.match(String(value), /^(\\u\{202E\}🏭)*(\\u\{202E\})?$/u)
    }
  })

  const text = Schema.Literals(["a", "Acme 1", "word ".repeat(300), "漢".repeat(200), "\\u{202E}".repeat(100), "🏭"])
  const leaf = Schema.Union([text, Schema.Int, Schema.Boolean, Schema.Null])
  const fields = Schema.Record(Schema.Literals(["id", "name", "description", "tags", "limits"]), leaf)
  const value = Schema.Union([leaf, Schema.Array(leaf), Schema.Array(fields), fields])
  it.effect.prop(
    "costs no more than it may, but for little, and tells of each cut",
    [Schema.Record(Schema.Literals(["one", "two", "three", "four"]), value)],
    ([answer]) =>
      Effect.sync(() => {
        const { value, parts } = shrunk(answer, 200)
        assert.isAtMost(costOf(value), 220)
        assert.strictEqual(parts.length === 0, JSON.stringify(value) === JSON.stringify(answer))
      }),
    { arbitrary: { runs: 300, seed: 2 } }
  )
})
