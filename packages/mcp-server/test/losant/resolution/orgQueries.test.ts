import { assert, describe, it } from "@effect/vitest"
import { OrgQuery } from "@effect-losant/core/schemas/OrgQuery"
import * as Schema from "effect/Schema"
import {
  anyCaseNameQuery,
  exactNameQuery,
  prefixQuery,
  similarNameQuery
} from "../../../src/losant/resolution/orgQueries.ts"

const accepts = Schema.is(OrgQuery)

describe("the queries", () => {
  it.each(["Harbor", "*", '"', "  ", "a.*(b)[c]\\", "株式会社", "x".repeat(255), "e\u0301\u202e", "\ud83d"])(
    "fit Losant's schema for %j",
    (name) => {
      for (const query of [exactNameQuery(name), anyCaseNameQuery(name), prefixQuery(name), similarNameQuery(name)]) {
        assert.isTrue(accepts(query))
      }
    }
  )
  it("always ask for exactly the name as well", () => {
    for (const query of [anyCaseNameQuery("Harbor"), prefixQuery("Harbor")]) {
      assert.deepStrictEqual(query.$or?.[0], { name: "Harbor" })
    }
  })
  it("ask for the name without the blanks around it, too", () => {
    assert.deepStrictEqual(exactNameQuery(" Harbor"), { $or: [{ name: " Harbor" }, { name: "Harbor" }] })
    assert.deepStrictEqual(exactNameQuery("Harbor"), { name: "Harbor" })
    assert.deepStrictEqual(prefixQuery("Harbor "), {
      $or: [{ name: "Harbor " }, { name: { $startsWith: "Harbor ", $ci: true } }, anyCaseNameQuery("Harbor")]
    })
  })
})

describe("similarNameQuery", () => {
  const holding = (text: string): OrgQuery => ({ name: { $contains: text, $ci: true } })
  const anyOf = (...texts: ReadonlyArray<string>): OrgQuery => ({ $or: texts.map(holding) })
  const northwind = anyOf("nor", "thw", "ind")
  it("asks for pieces of a word, in whatever case", () => {
    assert.deepStrictEqual(similarNameQuery("Northwind"), northwind)
    assert.deepStrictEqual(similarNameQuery("Plant"), anyOf("pl", "nt"))
    assert.deepStrictEqual(similarNameQuery("AG"), holding("ag"))
  })
  it("asks for pieces of all words, or of all but one", () => {
    assert.deepStrictEqual(similarNameQuery("Northwind-AG"), {
      $or: [{ $and: [northwind, holding("ag")] }, holding("ag"), northwind]
    })
  })
  it("leaves out no number for another", () => {
    const { $or: [all, butForNumber, butForWord] = [] } = similarNameQuery("Northwind77")
    assert.deepStrictEqual(all, { $and: [holding("77"), northwind] })
    assert.deepStrictEqual(butForNumber, { $and: [{ $nor: Array.from("0123456789", holding) }, northwind] })
    assert.deepStrictEqual(butForWord, holding("77"))
  })
  it("cuts no character in half", () => {
    assert.deepStrictEqual(similarNameQuery("𝒜𝒷𝒸𝒹"), anyOf("𝒜𝒷", "𝒸𝒹"))
  })
  it("asks for the whole if there are no words", () => {
    assert.deepStrictEqual(similarNameQuery("***"), holding("***"))
  })
  it.each([
    Array.from({ length: 127 }, (_, index) => String.fromCodePoint(0x4e00 + index)).join(" "),
    "abcdefghij 0123456789 ".repeat(11),
    Array.from({ length: 22 }, (_, index) => `organizat${String.fromCodePoint(97 + index)}`).join(" "),
    "abcde".repeat(51)
  ])("asks for no more than a URL may hold", (name) => {
    assert.isAtMost(encodeURIComponent(JSON.stringify(similarNameQuery(name))).length, 5_500)
  })
})
