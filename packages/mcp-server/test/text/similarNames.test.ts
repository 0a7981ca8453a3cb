import { assert, describe, it } from "@effect/vitest"
import { similar } from "../../src/text/similarNames.ts"

const of = (given: string, texts: ReadonlyArray<string | undefined>) => similar(given, texts, (text) => text)

describe("similar", () => {
  it("puts the most similar first", () => {
    assert.deepStrictEqual(of("Nortwind", ["Southwind", "Northwind", "Acme"]), ["Northwind", "Southwind"])
  })
  it("finds what holds the text, and what the text holds, before what only looks like it", () => {
    assert.deepStrictEqual(of("terminals", ["Termites", "Harbor Freight Terminals"]), [
      "Harbor Freight Terminals",
      "Termites"
    ])
    assert.deepStrictEqual(of("Harbor Ltd.", ["Harbor"]), ["Harbor"])
  })
  it("finds what begins nearly so, and what has nearly such a word", () => {
    assert.deepStrictEqual(of("harborvw", ["Northwind", "Harborview Apartments"]), ["Harborview Apartments"])
    assert.deepStrictEqual(of("terminels", ["Northwind", "Harbor Freight Terminals"]), ["Harbor Freight Terminals"])
  })
  it("finds what has the same words in another order, or half of them", () => {
    assert.deepStrictEqual(of("1977 Plant", ["Plant 1822", "Plant 1977"]), ["Plant 1977", "Plant 1822"])
    assert.deepStrictEqual(of("Twinz Hambrug", ["Northwind", "Twins"]), ["Twins"])
    assert.deepStrictEqual(of("Twinz Hambrug Nord", ["Northwind", "Twins"]), [])
  })
  it("finds nothing where nothing is alike", () => {
    assert.deepStrictEqual(of("Northwind", ["Acme", "", undefined]), [])
    assert.deepStrictEqual(of("", ["Acme"]), [])
  })
  it("gives a few at most", () => {
    const texts = Array.from({ length: 100 }, (_, index) => `Plant ${index}`)
    assert.lengthOf(of("Plent 50", texts), 5)
    assert.strictEqual(of("Plent 50", texts)[0], "Plant 50")
  })
  it("compares the beginnings of long texts", () => {
    const long = "x".repeat(1_000_000)
    assert.deepStrictEqual(of(long, [long, "short"]), [long])
  })
})
