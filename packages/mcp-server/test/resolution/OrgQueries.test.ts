import { assert, describe, it } from "@effect/vitest"
import { OrgQuery } from "@effect-losant/core/schemas/OrgQuery"
import * as Schema from "effect/Schema"
import { alike, beginningWith, named, namedInAnyCase } from "../../src/resolution/OrgQueries.ts"

const accepts = Schema.is(OrgQuery)

describe("the queries", () => {
  it.each(["Harbor", "*", '"', "  ", "a.*(b)[c]\\", "株式会社", "x".repeat(255), "e\u0301\u202e", "\ud83d"])(
    "fit Losant's schema for %j",
    (name) => {
      for (const query of [named(name), namedInAnyCase(name), beginningWith(name), alike(name)]) {
        assert.isTrue(accepts(query))
      }
    }
  )
  it("always ask for exactly the name as well", () => {
    for (const query of [namedInAnyCase("Harbor"), beginningWith("Harbor")]) {
      assert.deepStrictEqual(query.$or?.[0], { name: "Harbor" })
    }
  })
})

describe("alike", () => {
  const pieces = (name: string) =>
    (alike(name).$or ?? []).map(({ name }) =>
      typeof name === "object" && name !== null && name.$ci === true ? name.$contains : undefined
    )
  it("asks for pieces of the words, in whatever case", () => {
    assert.deepStrictEqual(pieces("Northwind-AG, No 1"), ["nor", "thw", "ind", "ag", "no", "1"])
    assert.deepStrictEqual(pieces("Harbors"), ["har", "bor", "ors"])
  })
  it("cuts no character in half", () => {
    assert.deepStrictEqual(pieces("😀😀😀😁"), ["😀😀😀😁"])
    assert.deepStrictEqual(pieces("𝒜𝒷𝒸𝒹"), ["𝒜𝒷𝒸", "𝒷𝒸𝒹"])
  })
  it("asks for the whole where there are no words", () => {
    assert.deepStrictEqual(pieces("***"), ["***"])
  })
  it("asks for no more than a query may hold", () => {
    const words = Array.from({ length: 127 }, (_, index) => String.fromCodePoint(0x4e00 + index)).join(" ")
    assert.lengthOf(pieces(words), 50)
  })
})
