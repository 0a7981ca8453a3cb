import { assert, describe, it } from "@effect/vitest"
import * as Arbitrary from "effect/Arbitrary"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { makeHideParts } from "../../src/text/secretParts.ts"

// Two periods in it have no common part of twelve characters.
const secret = "eyJhbGciOiJIUzI1NiJ9.c3ViamVjdC1vZi10aGUtdG9rZW4.QXMtbG9uZy1hcy1yZWFsLW9uZXM_-x"
const hide = makeHideParts(secret)

/** The longest run of characters of the secret in a text, in letters of any case. */
const maxRunLength = (text: string): number => {
  const [folded, all] = [text.toLowerCase(), secret.toLowerCase()]
  let longest = 0
  for (let at = 0; at < folded.length; at++) {
    while (at + longest < folded.length && all.includes(folded.slice(at, at + longest + 1))) longest++
  }
  return longest
}

describe("makeHideParts", () => {
  it("replaces the whole secret, once for each place", () => {
    assert.strictEqual(hide(`a ${secret}, b${secret}c`), "a <redacted>, b<redacted>c")
    assert.strictEqual(hide(secret), "<redacted>")
    assert.strictEqual(hide(secret + secret), "<redacted>")
  })

  it("replaces what a cut left of it, from twelve characters on", () => {
    assert.strictEqual(hide(`"${secret.slice(0, 40)}… (cut)"`), '"<redacted>… (cut)"')
    assert.strictEqual(hide(`…${secret.slice(30)}`), "…<redacted>")
    assert.strictEqual(hide(`x${secret.slice(7, 19)}x`), "x<redacted>x")
    assert.strictEqual(hide(`x${secret.slice(7, 18)}x`), `x${secret.slice(7, 18)}x`)
  })

  it("replaces it in letters of another case, in lines, in a URL, and in JSON", () => {
    assert.strictEqual(hide(`members.${secret.toLowerCase()}`), "members.<redacted>")
    assert.strictEqual(hide(`${secret.slice(0, 30)}\n${secret.slice(30)}`), "<redacted>\n<redacted>")
    const odd = 'a+"b/c\\d=e+"f'
    const hideOdd = makeHideParts(odd)
    for (const text of [odd, encodeURIComponent(odd), JSON.stringify(odd), JSON.stringify(JSON.stringify(odd))]) {
      assert.match(hideOdd(text), /^[\\"]*<redacted>[\\"]*$/)
    }
  })

  it("returns a text without it unchanged", () => {
    for (const text of ["", "eyJ", "Northwind, 北京 🚀", secret.slice(0, 11), "9".repeat(10_000)]) {
      assert.strictEqual(hide(text), text)
    }
  })

  it("replaces a short secret only if all of it is there", () => {
    assert.strictEqual(makeHideParts("items")("items, item"), "<redacted>, item")
    assert.strictEqual(makeHideParts("a-shorter")("a-shorter, a-short"), "<redacted>, a-short")
  })

  it.effect("finds a part of any length at any place of any text", () =>
    Effect.gen(function* () {
      const part = Schema.Struct({
        text: Schema.String.check(Schema.isMaxLength(40)),
        from: Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: secret.length })),
        length: Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: secret.length }))
      })
      const texts = Arbitrary.schema(Schema.Array(part).check(Schema.isMaxLength(6)))
      const checked = yield* Arbitrary.checkEffect(
        texts,
        (parts) =>
          Effect.sync(() => {
            const text = parts.map(({ text, from, length }) => text + secret.slice(from, from + length)).join("")
            const hidden = hide(text)
            assert.isBelow(maxRunLength(hidden), 12, hidden)
            // All else stays, and nothing is replaced without a reason.
            if (maxRunLength(text) < 12) assert.strictEqual(hidden, text)
            return true
          }),
        { runs: 2_000, seed: 7 }
      )
      assert.strictEqual(Arbitrary.formatCheckFailure(checked), undefined)
    })
  )
})
