import { assert, describe, it } from "@effect/vitest"
import { findMatches } from "../../src/text/nameMatching.ts"

const match = (text: string, names: ReadonlyArray<string | undefined>) => findMatches(text, names, (name) => name)

describe("findMatches", () => {
  it("prefers the exact text to another case, and another case to a beginning", () => {
    const all = ["Harbor", "HARBOR", "harbor", "Harbor Freight"]
    assert.deepStrictEqual(match("Harbor", all), { level: "exact", items: ["Harbor"] })
    assert.deepStrictEqual(match("hARBOR", all), { level: "anyCase", items: ["Harbor", "HARBOR", "harbor"] })
    assert.deepStrictEqual(match("harb", all), { level: "prefix", items: all })
  })
  it("returns all items of the strictest level", () => {
    assert.deepStrictEqual(match("a", ["a", "A", "a"]), { level: "exact", items: ["a", "a"] })
  })
  it("finds nothing inside a name, and nothing for an empty text", () => {
    assert.isUndefined(match("freight", ["Harbor Freight", undefined]))
    assert.isUndefined(match("", ["Harbor", ""]))
    assert.isUndefined(match("x", []))
  })
  it("treats no character as a wildcard", () => {
    assert.deepStrictEqual(match("*", ["Harbor", "*"]), { level: "exact", items: ["*"] })
    assert.isUndefined(match("^h.*", ["Harbor"]))
  })
  it("prefers the text with its outer spaces to the trimmed text", () => {
    assert.deepStrictEqual(match(" Harbor ", ["Harbor", " Harbor "]), { level: "exact", items: [" Harbor "] })
    assert.deepStrictEqual(match(" Harbor ", ["Harbor", " harbor "]), { level: "exact", items: ["Harbor"] })
    assert.deepStrictEqual(match("harbor ", ["Harbor", "Harbor View"]), { level: "anyCase", items: ["Harbor"] })
    assert.deepStrictEqual(match("harbor ", ["Harborage", "Harbor View"]), { level: "prefix", items: ["Harbor View"] })
    assert.isUndefined(match("  ", ["Harbor"]))
  })
})
