import { assert, describe, it } from "@effect/vitest"
import { listedPaths, pathsIn } from "../../../src/answers/responseBudget/truncationNote.ts"
import { bounded } from "../../../src/answers/sanitize.ts"

describe("pathsIn", () => {
  it("keeps what is there, whatever its keys", () => {
    const long = "x".repeat(20)
    const content = bounded({ items: [{ 'a "b].c': long, $x: { "": long } }, long] }, 10)
    const paths = content["truncated"]
    assert(Array.isArray(paths))
    assert.lengthOf(paths, 3)
    assert.deepStrictEqual(pathsIn(paths, content), paths)
    assert.deepStrictEqual(pathsIn(paths, { items: [{ $x: {} }] }), [])
    assert.deepStrictEqual(pathsIn(["items.1"], { items: ["a"] }), [])
  })
})

describe("listedPaths", () => {
  it("names ten, and says how many more there are", () => {
    const paths = Array.from({ length: 12 }, (_, index) => `items.${index}`)
    assert.deepStrictEqual(listedPaths(paths.slice(0, 10)), paths.slice(0, 10))
    assert.deepStrictEqual(listedPaths(paths), [...paths.slice(0, 10), "and 2 more"])
  })
})
