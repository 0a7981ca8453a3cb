import { assert, describe, it } from "@effect/vitest"
import { appliedFilter, filterItems, paginate, paginateByCursor, reversed, sortItems } from "../../src/query/Listing.ts"

const items = [
  { id: "3", name: "beta" },
  { id: "1", name: "Alpha" },
  { id: "2", name: "alpha" },
  { id: "4", name: "" }
]
const name = (item: (typeof items)[number]) => item.name
const id = (item: (typeof items)[number]) => item.id

describe("sortItems", () => {
  it("does not care about case, and lets the id decide if texts are the same", () => {
    assert.deepStrictEqual(sortItems(items, "asc", name, id).map(id), ["4", "1", "2", "3"])
    assert.deepStrictEqual(sortItems(items, "desc", name, id).map(id), ["3", "2", "1", "4"])
  })

  it("leaves the list as it is", () => {
    const before = items.map(id)
    sortItems(items, "asc", name, id)
    assert.deepStrictEqual(items.map(id), before)
  })
})

describe("filterItems", () => {
  it("needs both, the field and the pattern", () => {
    assert.deepStrictEqual(filterItems(items, { filterField: "name", filter: "al*" }, name).map(id), ["1", "2"])
    assert.strictEqual(filterItems(items, { filterField: "name" }, name), items)
    assert.strictEqual(filterItems(items, { filter: "al*" }, name), items)
  })

  it("is repeated in answers only if it was applied", () => {
    assert.deepStrictEqual(appliedFilter({ filterField: "name", filter: "x" }), {
      filterField: "name",
      filter: "x"
    })
    assert.deepStrictEqual(appliedFilter({ filter: "x" }), {})
    assert.deepStrictEqual(appliedFilter({ filterField: "x" }), {})
  })
})

describe("reversed", () => {
  it("counts from the end, also beyond the beginning", () => {
    const list = reversed([1, 2, 3, 4, 5])
    assert.deepStrictEqual(list.slice(0, 2), [5, 4])
    assert.deepStrictEqual(list.slice(4, 6), [1])
    assert.deepStrictEqual(list.slice(6, 8), [])
    assert.strictEqual(list.length, 5)
  })
})

describe("paginate", () => {
  it("counts pages from 0", () => {
    assert.deepStrictEqual(paginate([1, 2, 3], 0, 2), {
      items: [1, 2],
      count: 2,
      totalCount: 3,
      page: 0,
      perPage: 2
    })
    assert.deepStrictEqual(paginate([1, 2, 3], 1, 2), {
      items: [3],
      count: 1,
      totalCount: 3,
      page: 1,
      perPage: 2
    })
    assert.deepStrictEqual(paginate([1, 2, 3], 2, 2), {
      items: [],
      count: 0,
      totalCount: 3,
      page: 2,
      perPage: 2
    })
  })
})

describe("paginateByCursor", () => {
  const items = ["a", "b", "c", "d"]
  const page = (cursor: object) => {
    const all = { startingAfterId: undefined, endingBeforeId: undefined, limit: 2, ...cursor }
    const { items: found, hasMore } = paginateByCursor(items, all, (item) => item)
    return [found.join(""), hasMore]
  }

  it("goes on after an item, or back before one", () => {
    assert.deepStrictEqual(page({}), ["ab", true])
    assert.deepStrictEqual(page({ startingAfterId: "b" }), ["cd", false])
    assert.deepStrictEqual(page({ startingAfterId: "d" }), ["", false])
    assert.deepStrictEqual(page({ endingBeforeId: "d" }), ["bc", true])
    assert.deepStrictEqual(page({ endingBeforeId: "a" }), ["", false])
  })

  it("gives nothing for an id that no item has", () => {
    assert.deepStrictEqual(page({ startingAfterId: "x" }), ["", false])
    assert.deepStrictEqual(page({ endingBeforeId: "x" }), ["", false])
  })
})
