import { assert, describe, it } from "@effect/vitest"
import { OrgQuery } from "@effect-losant/core/schemas/OrgQuery"
import * as Schema from "effect/Schema"
import { alike, beginningWith, named, namedInAnyCase } from "../../../src/losant/resolution/orgQueries.ts"

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
  it("ask for the name without the blanks around it, too", () => {
    assert.deepStrictEqual(named(" Harbor"), { $or: [{ name: " Harbor" }, { name: "Harbor" }] })
    assert.deepStrictEqual(named("Harbor"), { name: "Harbor" })
    assert.deepStrictEqual(beginningWith("Harbor "), {
      $or: [{ name: "Harbor " }, { name: { $startsWith: "Harbor ", $ci: true } }, namedInAnyCase("Harbor")]
    })
  })
})

describe("alike", () => {
  const holding = (text: string): OrgQuery => ({ name: { $contains: text, $ci: true } })
  const anyOf = (...texts: ReadonlyArray<string>): OrgQuery => ({ $or: texts.map(holding) })
  const northwind = anyOf("nor", "thw", "ind")
  it("asks for pieces of a word, in whatever case", () => {
    assert.deepStrictEqual(alike("Northwind"), northwind)
    assert.deepStrictEqual(alike("Plant"), anyOf("pl", "nt"))
    assert.deepStrictEqual(alike("AG"), holding("ag"))
  })
  it("asks for pieces of all words, or of all but one", () => {
    assert.deepStrictEqual(alike("Northwind-AG"), {
      $or: [{ $and: [northwind, holding("ag")] }, holding("ag"), northwind]
    })
  })
  it("leaves out no number for another", () => {
    const { $or: [all, butForNumber, butForWord] = [] } = alike("Northwind77")
    assert.deepStrictEqual(all, { $and: [holding("77"), northwind] })
    assert.deepStrictEqual(butForNumber, { $and: [{ $nor: Array.from("0123456789", holding) }, northwind] })
    assert.deepStrictEqual(butForWord, holding("77"))
  })
  it("cuts no character in half", () => {
    assert.deepStrictEqual(alike("𝒜𝒷𝒸𝒹"), anyOf("𝒜𝒷", "𝒸𝒹"))
  })
  it("asks for the whole where there are no words", () => {
    assert.deepStrictEqual(alike("***"), holding("***"))
  })
  it.each([
    Array.from({ length: 127 }, (_, index) => String.fromCodePoint(0x4e00 + index)).join(" "),
    "abcdefghij 0123456789 ".repeat(11),
    Array.from({ length: 22 }, (_, index) => `organizat${String.fromCodePoint(97 + index)}`).join(" "),
    "abcde".repeat(51)
  ])("asks for no more than a URL may hold", (name) => {
    assert.isAtMost(encodeURIComponent(JSON.stringify(alike(name))).length, 5_500)
  })
})
