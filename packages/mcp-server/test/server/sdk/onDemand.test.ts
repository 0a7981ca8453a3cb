import { assert, describe, it } from "@effect/vitest"
import { members, onDemand } from "../../../src/server/sdk/onDemand.ts"

describe("onDemand", () => {
  it("makes what is asked for when it is asked for, and once", () => {
    let made = 0
    const ask = onDemand(() => ({ number: ++made }))
    assert.strictEqual(made, 0)
    assert.strictEqual(ask(), ask())
    assert.strictEqual(made, 1)
  })
})

describe("members", () => {
  it("makes each member when it is first read, and no other", () => {
    const made: Array<string> = []
    const make = (name: string) => () => {
      made.push(name)
      return { name }
    }
    const all = members({ first: make("first"), second: make("second") })
    assert.deepStrictEqual(Object.keys(all), ["first", "second"])
    assert.deepStrictEqual(made, [])
    assert.strictEqual(all["second"], all["second"])
    assert.deepStrictEqual(made, ["second"])
    assert.deepStrictEqual({ ...all }, { first: { name: "first" }, second: { name: "second" } })
  })
})
