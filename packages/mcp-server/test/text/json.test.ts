import { assert, describe, it } from "@effect/vitest"
import { canonicalJson, isJsonList, isJsonObject, parseJsonText, toJsonObject } from "../../src/text/json.ts"

describe("canonicalJson", () => {
  it("ignores the order of keys, at every depth", () => {
    assert.strictEqual(
      canonicalJson({ b: { d: 1, c: [{ f: 2, e: 3 }] }, a: 0 }),
      '{"a":0,"b":{"c":[{"e":3,"f":2}],"d":1}}'
    )
  })

  it("leaves out undefined fields", () => {
    assert.strictEqual(canonicalJson({ a: 1, b: undefined }), canonicalJson({ a: 1 }))
  })

  it.each<readonly [unknown, unknown]>([
    [{ a: 1 }, { a: "1" }],
    [{ a: [1, 2] }, { a: [2, 1] }],
    [{ a: null }, {}],
    [{ a: {} }, { a: [] }],
    [{ at: new Date(0) }, { at: new Date(1) }],
    [["a,b"], ["a", "b"]],
    [JSON.parse('{"__proto__": 1}'), {}]
  ])("distinguishes %j from %j", (one, other) => {
    assert.notStrictEqual(canonicalJson(one), canonicalJson(other))
  })
})

describe("parseJsonText", () => {
  it.each([
    ['{"a":[1]}', { a: [1] }],
    ["5", 5],
    ["null", null],
    ["no JSON", "no JSON"],
    ["", ""]
  ])("reads the text %j", (text, value) => {
    assert.deepStrictEqual(parseJsonText(text), value)
  })

  it("returns other values unchanged", () => {
    for (const value of [5, null, undefined, ["1"], { a: "1" }]) assert.strictEqual(parseJsonText(value), value)
  })
})

describe("isJsonObject and isJsonList", () => {
  it("tell objects and lists from each other and from all else", () => {
    for (const value of [{}, { a: 1 }]) assert.deepStrictEqual([isJsonObject(value), isJsonList(value)], [true, false])
    for (const value of [[], [{}]]) assert.deepStrictEqual([isJsonObject(value), isJsonList(value)], [false, true])
    for (const value of ["{}", 0, true, null, undefined]) {
      assert.deepStrictEqual([isJsonObject(value), isJsonList(value)], [false, false])
    }
  })
})

describe("toJsonObject", () => {
  it("copies the own fields, and one named __proto__ as a field", () => {
    const value = JSON.parse('{"a":1,"__proto__":{"b":2}}')
    const copy = toJsonObject(value)
    assert.notStrictEqual(copy, value)
    assert.strictEqual(JSON.stringify(copy), JSON.stringify(value))
  })
})
