import { assert, describe, it } from "@effect/vitest"
import { kindIn, topIn, usageRanking } from "../../src/fleet/UsageRanking.ts"
import type { Values } from "../../src/ToolSpec.ts"

const end = Date.UTC(2026, 10, 22)
const days = (count: number) => count * 86_400_000
const week = { start: end - days(7), end }

describe("the arguments of the ranking", () => {
  it("are read as they are, for ten places unless they say otherwise", () => {
    assert.strictEqual(kindIn({ by: "notebookMinutes" }), "notebookMinutes")
    assert.strictEqual(topIn({}), 10)
    assert.strictEqual(topIn({ top: 3 }), 3)
  })

  it("refuse a period that ends before it begins or is too long, and no places", () => {
    const wrong = (values: Values) =>
      usageRanking.check?.({ by: "payloads", ...values }).map(({ argument }) => argument)
    assert.deepStrictEqual(wrong({ start: 2, end: 1 }), ["start"])
    assert.deepStrictEqual(wrong({ start: end - days(500), end }), ["start"])
    assert.deepStrictEqual(wrong({ top: 0, ...week }), ["top"])
    assert.deepStrictEqual(wrong({ continue: "anything", ...week }), ["continue"])
    assert.deepStrictEqual(wrong(week), [])
  })
})
