// Fields that are undefined, and what they stand beside.
import { runInNewContext } from "node:vm"
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

  it("knows plain objects of another realm", () => {
    const value: unknown = runInNewContext("({ a: undefined, b: { c: undefined, d: 1 }, e: [{ f: undefined }] })")
    assert.deepStrictEqual(JSON.stringify(stripUndefined(value)), '{"b":{"d":1},"e":[{}]}')
    const stripped = stripUndefined(value)
    assert.deepStrictEqual(Object.keys(Object(stripped)), ["b", "e"])
    const date: unknown = runInNewContext("new Date(0)")
    assert.strictEqual(stripUndefined(date), date)
  })

  it("drops the fields of instances of classes, which stay instances", () => {
    class Input {
      readonly page: number | undefined = undefined
      readonly perPage = 5
      get total() {
        return this.perPage * 2
      }
    }
    const stripped = stripUndefined(new Input())
    assert.instanceOf(stripped, Input)
    assert.deepStrictEqual(Object.keys(Object(stripped)), ["perPage"])
    assert.strictEqual(stripped instanceof Input ? stripped.total : 0, 10)
  })

  it("takes objects without a prototype as plain", () => {
    const value = Object.assign(Object.create(null), { a: undefined, b: 1 })
    assert.deepStrictEqual(stripUndefined(value), { b: 1 })
  })
})
