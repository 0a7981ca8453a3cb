import { assert, describe, it } from "@effect/vitest"
import { fitting, isFull, shortName } from "../../src/fleet/Fitting.ts"

const items = (count: number, name: string) => Array.from({ length: count }, (_, index) => ({ index, name }))

describe("what fits into an answer", () => {
  it("are all items, if they are few", () => {
    const few = items(100, "Plant")
    assert.strictEqual(fitting(few), few)
    assert.isFalse(isFull(few))
    assert.deepStrictEqual(fitting([]), [])
  })

  it("are the first of many, fewer of those that are long once their hidden characters show", () => {
    const plain = fitting(items(1_000, "Plant"))
    const hidden = fitting(items(1_000, "\u200b".repeat(80)))
    assert.isAtMost(JSON.stringify(plain).length, 13_000)
    assert.isBelow(hidden.length, plain.length / 5)
    assert.deepStrictEqual(plain[0], { index: 0, name: "Plant" })
    assert.isTrue(isFull(items(1_000, "Plant")))
  })

  it("are names of at most 80 characters, none of them cut in half", () => {
    assert.strictEqual(shortName("Plant"), "Plant")
    assert.strictEqual(shortName("x".repeat(80)), "x".repeat(80))
    assert.strictEqual(shortName("x".repeat(255)), `${"x".repeat(79)}…`)
    assert.strictEqual(shortName("🏭".repeat(200)), `${"🏭".repeat(79)}…`)
  })
})
