import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { cutPage, nextPage } from "../../src/answers/pages.ts"

const count = (maximum: number) => Schema.Int.check(Schema.isBetween({ minimum: 1, maximum }))

describe("cutPage", () => {
  it("goes on with pages of the size that fits, after the first", () => {
    assert.deepStrictEqual(cutPage(0, 100, 37), { keptCount: 37, next: { page: 1, perPage: 37 } })
  })
  it("keeps less if only that lets the next page begin there", () => {
    assert.deepStrictEqual(cutPage(1, 20, 15), { keptCount: 14, next: { page: 2, perPage: 17 } })
    assert.deepStrictEqual(cutPage(7, 97, 1), { keptCount: 1, next: { page: 8, perPage: 85 } })
  })
  it.effect.prop(
    "goes on exactly where it cuts, with pages no longer than asked for",
    [count(300), count(100), count(100)],
    ([page, perPage, most]) =>
      Effect.sync(() => {
        const fitting = Math.min(most, perPage)
        const { keptCount, next } = cutPage(page, perPage, fitting)
        assert.strictEqual(next.page * next.perPage, page * perPage + keptCount)
        assert.isAtLeast(keptCount, 1)
        assert.isAtMost(keptCount, fitting)
        assert.isAtMost(next.perPage, perPage)
      }),
    { arbitrary: { runs: 300, seed: 1 } }
  )
})

describe("nextPage", () => {
  it("is there as long as the total is not reached", () => {
    assert.deepStrictEqual(nextPage(0, 20, 20, 41), { page: 1, perPage: 20 })
    assert.deepStrictEqual(nextPage(1, 20, 20, 41), { page: 2, perPage: 20 })
    assert.isUndefined(nextPage(2, 20, 1, 41))
    assert.isUndefined(nextPage(1, 20, 20, 40))
    assert.isUndefined(nextPage(0, 20, 0, 0))
  })
  it("is there after a full page if no total is known", () => {
    assert.deepStrictEqual(nextPage(0, 20, 20, undefined), { page: 1, perPage: 20 })
    assert.isUndefined(nextPage(0, 20, 19, undefined))
  })
})
