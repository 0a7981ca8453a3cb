import { assert, describe, it } from "@effect/vitest"
import { canonical } from "../../src/text/canonicalJson.ts"

describe("canonical", () => {
  it("is the same whatever the order of the keys, at every depth", () => {
    assert.strictEqual(canonical({ b: { d: 1, c: [{ f: 2, e: 3 }] }, a: 0 }), '{"a":0,"b":{"c":[{"e":3,"f":2}],"d":1}}')
  })

  it("leaves out what is not given", () => {
    assert.strictEqual(canonical({ a: 1, b: undefined }), canonical({ a: 1 }))
  })

  it.each<readonly [unknown, unknown]>([
    [{ a: 1 }, { a: "1" }],
    [{ a: [1, 2] }, { a: [2, 1] }],
    [{ a: null }, {}],
    [{ a: {} }, { a: [] }],
    [{ at: new Date(0) }, { at: new Date(1) }],
    [["a,b"], ["a", "b"]],
    [JSON.parse('{"__proto__": 1}'), {}]
  ])("tells %j from %j", (one, other) => {
    assert.notStrictEqual(canonical(one), canonical(other))
  })
})
