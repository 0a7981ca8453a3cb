import { assert, describe, it } from "@effect/vitest"
import { commonSpellings, foldText, visualForms } from "../../src/policy/textNormalization.ts"

describe("foldText", () => {
  for (const [what, left, right] of [
    ["case", "Production", "pRODUCTION"],
    ["composed and decomposed characters", "Café", "Cafe\u0301"],
    ["full-width characters", "Ｐｒｏｄ", "prod"],
    ["characters of no width", "Pro\u200bduc\u00adtion\ufeff", "production"],
    ["spaces", "  Harbor\u00a0\t Production ", "harbor production"],
    ["the sharp s", "Straße", "STRASSE"],
    ["the capital sharp s", "STRAẞE", "Straße"],
    ["the capital i with a dot", "İzmir", "i\u0307zmir"],
    ["the final sigma", "ΟΔΟΣ", "οδος"],
    ["ligatures", "oﬃce", "OFFICE"]
  ] as const) {
    it(`ignores ${what}`, () => {
      assert.strictEqual(foldText(left), foldText(right))
    })
  }

  it("keeps all other differences", () => {
    assert.notStrictEqual(foldText("Production 1"), foldText("Production 2"))
    assert.notStrictEqual(foldText("Cafe"), foldText("Café"))
    assert.notStrictEqual(foldText("a b"), foldText("ab"))
  })
})

describe("commonSpellings", () => {
  it("are the usual ones, each once", () => {
    assert.sameMembers([...commonSpellings("env")], ["env", "ENV", "Env"])
    assert.sameMembers([...commonSpellings("eNv 1")], ["eNv 1", "env 1", "ENV 1", "Env 1"])
    assert.deepStrictEqual([...commonSpellings("1")], ["1"])
    assert.deepStrictEqual([...commonSpellings("")], [""])
  })

  it("have characters composed and decomposed", () => {
    assert.deepStrictEqual([...visualForms(" é")], [" é", "é", "e\u0301"])
    assert.deepStrictEqual([...visualForms("Acme")], ["Acme"])
  })

  it("have no outer spaces and no invisible characters of the rule", () => {
    assert.deepStrictEqual(
      [...visualForms("harborview  apartments")],
      ["harborview  apartments", "harborview apartments"]
    )
    assert.include(visualForms(" Pro\u200bd\t 1 "), "Prod 1")
  })
})
