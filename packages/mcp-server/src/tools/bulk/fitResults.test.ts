import { assert, describe, it } from "@effect/vitest"
import { costOf } from "../../answers/responseBudget/shrink.ts"
import { sanitize } from "../../answers/sanitize.ts"
import { answerCost, answerCosts, maxItemTokens, shortenName, takeFitting } from "./fitResults.ts"

const items = (count: number, name: string) => Array.from({ length: count }, (_, index) => ({ index, name }))

describe("fitResults", () => {
  it("keeps all items if they are few", () => {
    const few = items(100, "Plant")
    assert.strictEqual(takeFitting(few), few)
    assert.deepStrictEqual(takeFitting([]), [])
  })

  for (const name of ["Plant", "\u200b".repeat(80), "ፋብሪካ".repeat(16), "工場".repeat(40), "🏭".repeat(80)]) {
    it(`keeps the first of many by their cost with escapes: ${JSON.stringify(name.slice(0, 5))}`, () => {
      const some = takeFitting(items(2_000, name))
      assert.deepStrictEqual(some, items(some.length, name))
      const cost = costOf(sanitize({ items: some }))
      assert.isAtMost(cost, maxItemTokens)
      assert.isAtLeast(cost, 0.8 * maxItemTokens)
      assert.isAtMost(answerCosts(some), maxItemTokens)
      assert.isAbove(answerCosts([...some, { index: some.length, name }]), maxItemTokens)
    })
  }

  it("keeps the first item even if it alone is too large", () => {
    assert.lengthOf(takeFitting(items(3, "Plant"), 1), 1)
  })

  it("cuts names to 80 characters, and no character in half", () => {
    assert.strictEqual(shortenName("Plant"), "Plant")
    assert.strictEqual(shortenName("x".repeat(80)), "x".repeat(80))
    assert.strictEqual(shortenName("x".repeat(255)), `${"x".repeat(79)}…`)
    assert.strictEqual(shortenName("🏭".repeat(200)), `${"🏭".repeat(79)}…`)
  })

  it("cuts names to their limit of tokens, and leaves a part of each", () => {
    for (const name of ["Plant 7 of Ada's", "ፋብሪካ".repeat(16), "\u200b".repeat(80), "🏭".repeat(200)]) {
      const cut = shortenName(name, 25)
      assert.isAtMost(answerCost({ text: cut }), 25)
      assert.isAtLeast(cut.length, 2)
    }
    assert.strictEqual(shortenName("Plant 7 of Ada's", 25), "Plant 7 of Ada's")
    assert.strictEqual(shortenName("ፋብሪካ".repeat(16), 1), "…")
  })
})
