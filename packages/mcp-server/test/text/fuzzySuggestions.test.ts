import { assert, describe, it } from "@effect/vitest"
import { closestName, didYouMean, similarItems } from "../../src/text/fuzzySuggestions.ts"

const suggest = (text: string, names: ReadonlyArray<string | undefined>) => similarItems(text, names, (name) => name)

describe("similarItems", () => {
  it("puts the most similar first", () => {
    assert.deepStrictEqual(suggest("Nortwind", ["Southwind", "Northwind", "Acme"]), ["Northwind", "Southwind"])
  })
  it("ranks a name that contains the text, or is contained in it, before a name that only looks similar", () => {
    assert.deepStrictEqual(suggest("terminals", ["Termites", "Harbor Freight Terminals"]), [
      "Harbor Freight Terminals",
      "Termites"
    ])
    assert.deepStrictEqual(suggest("Harbor Ltd.", ["Harbor"]), ["Harbor"])
  })
  it("finds a name with a similar beginning or a similar word", () => {
    assert.deepStrictEqual(suggest("harborvw", ["Northwind", "Harborview Apartments"]), ["Harborview Apartments"])
    assert.deepStrictEqual(suggest("terminels", ["Northwind", "Harbor Freight Terminals"]), [
      "Harbor Freight Terminals"
    ])
  })
  it("finds a name with the same words in another order, or with half of them", () => {
    assert.deepStrictEqual(suggest("1977 Plant", ["Plant 1822", "Plant 1977"]), ["Plant 1977", "Plant 1822"])
    assert.deepStrictEqual(suggest("Twinz Hambrug", ["Northwind", "Twins"]), ["Twins"])
    assert.deepStrictEqual(suggest("Twinz Hambrug Nord", ["Northwind", "Twins"]), [])
  })
  it("finds nothing if nothing is similar", () => {
    assert.deepStrictEqual(suggest("Northwind", ["Acme", "", undefined]), [])
    assert.deepStrictEqual(suggest("", ["Acme"]), [])
  })
  it("limits the number of suggestions", () => {
    const texts = Array.from({ length: 100 }, (_, index) => `Plant ${index}`)
    assert.lengthOf(suggest("Plent 50", texts), 5)
    assert.strictEqual(suggest("Plent 50", texts)[0], "Plant 50")
  })
  it("compares the beginnings of long texts", () => {
    const long = "x".repeat(1_000_000)
    assert.deepStrictEqual(suggest(long, [long, "short"]), [long])
  })
})

const names = ["orgId", "instanceId", "name", "limits"]

describe("closestName", () => {
  it.each([
    ["orgID", "orgId"],
    ["orgid", "orgId"],
    ["org_id", "orgId"],
    ["instanceld", "instanceId"],
    ["nmae", "name"],
    ["limit", "limits"]
  ])("takes %s for %s", (text, name) => {
    assert.strictEqual(closestName(text, names), name)
  })
  it.each([
    ["name", "page"],
    ["chart", "start"]
  ])("takes %s for no %s", (text, name) => {
    assert.isUndefined(closestName(text, [name]))
  })
  it.each([["banner"], [""], ["x".repeat(10_000)]])("finds nothing like %s", (text) => {
    assert.isUndefined(closestName(text, names))
  })
})

describe("didYouMean", () => {
  it("is the end of a message, or empty", () => {
    assert.strictEqual(didYouMean("pagee", ["page"]), " (did you mean page?)")
    assert.strictEqual(didYouMean("elephant", ["page"]), "")
  })
})
