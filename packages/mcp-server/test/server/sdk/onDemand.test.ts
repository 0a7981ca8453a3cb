import { assert, describe, it } from "@effect/vitest"
import { members, onDemand } from "../../../src/server/sdk/onDemand.ts"

describe("onDemand", () => {
  it("makes the value on the first call, and once", () => {
    let calls = 0
    const get = onDemand(() => ({ number: ++calls }))
    assert.strictEqual(calls, 0)
    assert.strictEqual(get(), get())
    assert.strictEqual(calls, 1)
  })
})

describe("members", () => {
  it("makes a member on first access, and no other", () => {
    const calls: Array<string> = []
    const make = (name: string) => () => {
      calls.push(name)
      return { name }
    }
    const all = members({ first: make("first"), second: make("second") })
    assert.deepStrictEqual(Object.keys(all), ["first", "second"])
    assert.deepStrictEqual(calls, [])
    assert.strictEqual(all["second"], all["second"])
    assert.deepStrictEqual(calls, ["second"])
    assert.deepStrictEqual({ ...all }, { first: { name: "first" }, second: { name: "second" } })
  })
})
