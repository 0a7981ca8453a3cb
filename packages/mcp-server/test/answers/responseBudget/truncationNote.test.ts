import { assert, describe, it } from "@effect/vitest"
import { filterPaths, listPaths } from "../../../src/answers/responseBudget/truncationNote.ts"
import { sanitize } from "../../../src/answers/sanitize.ts"

describe("filterPaths", () => {
  it("keeps what is there, whatever its keys", () => {
    const long = "x".repeat(20)
    const content = sanitize({ items: [{ 'a "b].c': long, $x: { "": long } }, long] }, 10)
    const paths = content["truncated"]
    assert(Array.isArray(paths))
    assert.lengthOf(paths, 3)
    assert.deepStrictEqual(filterPaths(paths, content), paths)
    assert.deepStrictEqual(filterPaths(paths, { items: [{ $x: {} }] }), [])
    assert.deepStrictEqual(filterPaths(["items.1"], { items: ["a"] }), [])
  })
})

describe("listPaths", () => {
  it("names ten, and says how many more there are", () => {
    const paths = Array.from({ length: 12 }, (_, index) => `items.${index}`)
    assert.deepStrictEqual(listPaths(paths.slice(0, 10)), paths.slice(0, 10))
    assert.deepStrictEqual(listPaths(paths), [...paths.slice(0, 10), "and 2 more"])
  })
})
