// Fields that are undefined, and what they stand beside.
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import { assert, describe, it } from "vitest"
import { stripUndefined } from "../../../src/internal/util/stripUndefined.ts"

describe("stripUndefined", () => {
  it("drops the fields that are undefined at every level, and no others", () => {
    const value = { a: undefined, b: null, c: 0, d: "", e: { f: undefined, g: [{ h: undefined, i: false }] } }
    assert.deepStrictEqual(stripUndefined(value), { b: null, c: 0, d: "", e: { g: [{ i: false }] } })
  })

  it("keeps the places of a list", () => {
    assert.deepStrictEqual(stripUndefined([1, undefined, 3]), [1, undefined, 3])
  })

  it("leaves what is no plain object as it is", () => {
    const fetch = () => Promise.resolve(new Response())
    for (const value of [new Date(0), DateTime.makeUnsafe(0), Duration.seconds(1), fetch, "text", 3, null, undefined]) {
      assert.strictEqual(stripUndefined(value), value)
    }
  })

  it("takes objects without a prototype as plain", () => {
    const value = Object.assign(Object.create(null), { a: undefined, b: 1 })
    assert.deepStrictEqual(stripUndefined(value), { b: 1 })
  })
})
