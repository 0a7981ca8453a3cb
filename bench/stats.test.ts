import { assert, describe, it } from "@effect/vitest"
import { median, rotate, rounds, Samples } from "./stats.ts"

describe("stats", () => {
  it("takes the middle of an odd number of values, and the mean of the two middle ones of an even number", () => {
    assert.strictEqual(median([9, 1, 5]), 5)
    assert.strictEqual(median([9, 1, 5, 6]), 5.5)
    assert.isNaN(median([]))
  })

  it("begins each round with another item", () => {
    assert.deepStrictEqual(
      [0, 1, 2, 3].map((round) => rotate(["a", "b", "c"], round).join("")),
      ["abc", "bca", "cab", "abc"]
    )
    assert.deepStrictEqual(rotate([], 3), [])
  })

  it("keeps samples by name", () => {
    const samples = new Samples()
    for (const value of [3, 1, 2]) samples.add("one", value)
    samples.add("other", 7)
    assert.strictEqual(samples.median("one"), 2)
    assert.strictEqual(samples.median("other"), 7)
    assert.isUndefined(samples.median("none"))
  })

  it("stops after the rounds, or after the time but not before one round", async () => {
    const ran: Array<number> = []
    const run = async (round: number) => {
      ran.push(round)
    }
    assert.strictEqual(await rounds({ atMost: 3, milliseconds: 60_000 }, run), 3)
    assert.strictEqual(await rounds({ atMost: 3, milliseconds: 0 }, run), 1)
    assert.deepStrictEqual(ran, [0, 1, 2, 0])
  })
})
