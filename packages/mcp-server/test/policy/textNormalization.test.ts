import { assert, describe, it } from "@effect/vitest"
import { folded, forms, spellings } from "../../src/policy/textNormalization.ts"

describe("folded", () => {
  for (const [what, left, right] of [
    ["case", "Production", "pRODUCTION"],
    ["composed and decomposed characters", "Café", "Cafe\u0301"],
    ["full-width characters", "Ｐｒｏｄ", "prod"],
    ["characters of no width", "Pro\u200bduc\u00adtion\ufeff", "production"],
    ["spaces", "  Harbor\u00a0\t Production ", "harbor production"],
    ["the sharp s", "Straße", "STRASSE"],
    ["the final sigma", "ΟΔΟΣ", "οδος"],
    ["ligatures", "oﬃce", "OFFICE"]
  ] as const) {
    it(`takes no notice of ${what}`, () => {
      assert.strictEqual(folded(left), folded(right))
    })
  }

  it("takes notice of everything else", () => {
    assert.notStrictEqual(folded("Production 1"), folded("Production 2"))
    assert.notStrictEqual(folded("Cafe"), folded("Café"))
    assert.notStrictEqual(folded("a b"), folded("ab"))
  })
})

describe("spellings", () => {
  it("are the usual ones, each once", () => {
    assert.sameMembers([...spellings("env")], ["env", "ENV", "Env"])
    assert.sameMembers([...spellings("eNv 1")], ["eNv 1", "env 1", "ENV 1", "Env 1"])
    assert.deepStrictEqual([...spellings("1")], ["1"])
  })

  it("have characters composed and decomposed", () => {
    assert.deepStrictEqual([...forms(" é")], [" é", "é", "e\u0301"])
    assert.deepStrictEqual([...forms("Acme")], ["Acme"])
  })

  it("have a rule's own spaces, and what nobody sees in it, left out", () => {
    assert.deepStrictEqual([...forms("harborview  apartments")], ["harborview  apartments", "harborview apartments"])
    assert.include(forms(" Pro\u200bd\t 1 "), "Prod 1")
  })
})
