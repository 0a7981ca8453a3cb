import { assert, describe, it } from "@effect/vitest"
import { makeDedupe } from "../../../src/internal/paging/dedupe.ts"
import { makeKeyOf } from "../../../src/internal/paging/keys.ts"
import { pagedById } from "../../../src/schemas/params/ListParams.ts"

const item = (number: number) => ({ id: number.toString(16).padStart(24, "0") })
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => item(from + index))

/** The items that are kept of each page. */
const dedupe = (sortedById: boolean, ...pages: ReadonlyArray<ReadonlyArray<{ readonly id: string }>>) => {
  const dedupePage = makeDedupe(sortedById, makeKeyOf(pagedById))
  return pages.map((page) => dedupePage(page))
}

describe.each([
  ["a short list", 100],
  ["a list so long that its order is relied upon", 2_000]
])("%s", (_, length) => {
  const list = range(100, 100 + length)
  const next = range(100 + length, 200 + length)

  it.each([true, false])("gives what is new (sorted by id: %s)", (sortedById) => {
    assert.deepStrictEqual(dedupe(sortedById, list, next), [list, next])
  })

  it.each([true, false])(
    "leaves out what comes again, alone or before what is new (sorted by id: %s)",
    (sortedById) => {
      const again = list.slice(-50)
      assert.deepStrictEqual(dedupe(sortedById, list, again, [...again, ...next], list), [list, [], next, []])
    }
  )

  it("loses nothing of a list that turns out to come in another order, and gives that once", () => {
    const lower = range(0, 100).toReversed()
    assert.deepStrictEqual(dedupe(true, list, lower, next, lower, next), [list, lower, next, [], []])
  })

  it("takes ids as numbers, whatever their case", () => {
    const upper = next.map(({ id }) => ({ id: id.toUpperCase() }))
    assert.deepStrictEqual(dedupe(true, list, upper, next), [list, upper, []])
  })
})

describe("a list in another order", () => {
  it("is gone through item by item, without a repetition", () => {
    const list = range(0, 3_000).toReversed()
    for (const sortedById of [true, false]) {
      assert.deepStrictEqual(dedupe(sortedById, list, list, [...list, item(5_000)]), [list, [], [item(5_000)]])
    }
  })

  it("is noticed page by page, also if each page holds a single item", () => {
    const list = range(0, 500).toReversed()
    assert.deepStrictEqual(dedupe(true, ...list.map((one) => [one])).flat(), list)
  })
})
