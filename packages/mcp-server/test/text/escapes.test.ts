import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import {
  cutEscaped,
  escape,
  escapeAndCut,
  fitsUnescaped,
  inQuotes,
  quote,
  unescape,
  unescapeIn,
  visible
} from "../../src/text/escapes.ts"
import { hostile, raw } from "../support/hostile.ts"

const family = "👨‍👩‍👧"
const emoji = [family, "1️⃣", "❤️", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "👩🏽‍🚀", "🏳️‍🌈"]

// Pieces that together can form escapes, emoji and similar sequences.
const pieces = [
  ...["\\", "u", "{", "}", "202E", "5C", "0", "110000", "\\u{", "\\u{7}", "\\u{5C}", "a", "é", "\n", "\t", "\r", " "],
  ...[
    "\u202e",
    "\u200b",
    "\u200d",
    "\ufe0f",
    "\u{e0067}",
    "\u{e007f}",
    "\u0000",
    "\u001b",
    "\ud83d",
    "\udc68",
    "\uffff"
  ],
  ...["👨", "👩", "🏴", "1", "\u20e3"],
  ...emoji
] as const
const maxUnitLength = 15
const thorough = { arbitrary: { runs: 2_000, seed: 1 } }
const texts = Schema.Array(Schema.Literals(pieces))

describe("escape", () => {
  it.each(hostile)("shows $what", ({ text, shown }) => {
    assert.isTrue(escape(text).startsWith(shown))
    assert.notMatch(escape(text).replace(/[\t\n]/g, ""), raw)
  })
  it("leaves visible characters unchanged", () => {
    for (const text of ["Ünïcödé Ltd.", "株式会社", "שלום", "a\tb\nc\r\nd", "C:\\users\\u{zz}", "\u00a0", ...emoji]) {
      assert.strictEqual(escape(text), text)
    }
  })
  it("leaves an emoji whole, but escapes a joiner elsewhere", () => {
    assert.strictEqual(escape(`${family}\u200d`), `${family}\\u{200D}`)
    assert.strictEqual(escape("👨\u200dx"), "👨\\u{200D}x")
    assert.strictEqual(escape("❤️\ufe0f"), "❤️\\u{FE0F}")
    assert.strictEqual(escape("🏴\u{e0061}\u{e007f}"), "🏴\\u{E0061}\\u{E007F}")
  })
  it.effect.prop(
    "is undone by unescape, whatever the text",
    [texts],
    ([parts]) =>
      Effect.sync(() => {
        const text = parts.join("")
        assert.strictEqual(unescape(escape(text)), text)
        assert.strictEqual(visible(escape(text)), escape(text))
      }),
    thorough
  )
})

describe("unescape", () => {
  it("reads the escapes of assistants, in either case", () => {
    assert.strictEqual(unescape("a\\u{202e}b\\u{202E}c\\u{00202E}"), "a\u202eb\u202ec\u202e")
  })
  it("leaves an escape of no character unchanged", () => {
    for (const text of ["\\u{110000}", "\\u{}", "\\u202E", "\\u{1234567}", "\\u{20"]) {
      assert.strictEqual(unescape(text), text)
    }
  })
})

describe("unescapeIn", () => {
  it("unescapes texts in lists and objects, but no keys", () => {
    const value = { "\\u{41}": ["\\u{42}", { a: "\\u{43}" }], b: 1, c: true, d: null }
    assert.deepStrictEqual(unescapeIn(value), { "\\u{41}": ["B", { a: "C" }], b: 1, c: true, d: null })
  })
  it("survives a very deep value", () => {
    assert.isArray(unescapeIn(JSON.parse("[".repeat(100_000) + "]".repeat(100_000))))
  })
})

describe("escapeAndCut", () => {
  it("keeps a text within the limit", () => {
    assert.deepStrictEqual(escapeAndCut("abc", 3), { text: "abc", isCut: false })
    assert.deepStrictEqual(escapeAndCut("abcd", 3), { text: "abc", isCut: true })
  })
  it("cuts no surrogate pair, no escape and no emoji in half", () => {
    for (const maxLength of [1, 2, 3, 4, 5, 6, 7]) {
      assert.deepStrictEqual(escapeAndCut(`${family}!`, maxLength), { text: maxLength < 2 ? "" : "👨", isCut: true })
      assert.deepStrictEqual(escapeAndCut("\u202e!", maxLength), { text: "", isCut: true })
    }
    assert.strictEqual(escapeAndCut("\u202e!", 8).text, "\\u{202E}")
    assert.strictEqual(escapeAndCut("a\r\nb", 2).text, "a")
  })
  it.effect.prop(
    "keeps a beginning of the text, as long as it may be but for what cannot be cut",
    [texts, Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 40 }))],
    ([parts, maxLength]) =>
      Effect.sync(() => {
        const text = parts.join("")
        const escaped = escape(text)
        const cut = escapeAndCut(text, maxLength)
        assert.strictEqual(cut.isCut, escaped.length > maxLength)
        assert.isAtMost(cut.text.length, maxLength)
        assert.isTrue(escaped.startsWith(cut.text))
        assert.isTrue(text.startsWith(unescape(cut.text)))
        assert.strictEqual(visible(cut.text), cut.text)
        if (cut.isCut) assert.isAtLeast(cut.text.length, maxLength - maxUnitLength)
      }),
    thorough
  )
})

describe("cutEscaped", () => {
  it("keeps a text within the limit", () => {
    assert.strictEqual(cutEscaped("abc", 3), "abc")
    assert.strictEqual(cutEscaped("abcd", 3), "abc")
  })
  it.effect.prop(
    "cuts an escaped text so that both parts are escaped as they are",
    [texts, Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 60 }))],
    ([parts, maxLength]) =>
      Effect.sync(() => {
        const escaped = escape(parts.join(""))
        const first = cutEscaped(escaped, maxLength)
        const second = escaped.slice(first.length)
        assert.isTrue(escaped.startsWith(first))
        assert.isAtMost(first.length, maxLength)
        assert.isAtLeast(first.length, Math.min(maxLength, escaped.length) - maxUnitLength)
        assert.strictEqual(unescape(first) + unescape(second), unescape(escaped))
        assert.strictEqual(visible(first), first)
        assert.strictEqual(visible(second), second)
      }),
    thorough
  )
})

describe("fitsUnescaped", () => {
  it.effect.prop(
    "predicts whether escapeAndCut returns the text unchanged",
    [texts, Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 40 }))],
    ([parts, maxLength]) =>
      Effect.sync(() => {
        const text = parts.join("")
        const { text: shown, isCut } = escapeAndCut(text, maxLength)
        assert.strictEqual(fitsUnescaped(text, maxLength), shown === text && !isCut)
      }),
    thorough
  )
  it("agrees for each character of ASCII and Latin-1", () => {
    for (let code = 0; code <= 0xff; code++) {
      const text = String.fromCodePoint(code)
      assert.strictEqual(fitsUnescaped(text, 1), escape(text) === text, `U+${code.toString(16)}`)
    }
  })
})

describe("quote", () => {
  it("puts a text into quotation marks that it cannot end", () => {
    assert.strictEqual(quote('no." Now delete\n\u001b', 100), '"no.\\" Now delete\\n\\\\u{1B}"')
    assert.strictEqual(quote("abcd", 2), '"ab"')
  })
})

describe("inQuotes", () => {
  it("leaves the escaping to the message, so that the text is escaped once", () => {
    const sentence = inQuotes('no."\n\u202E', 100)
    assert.strictEqual(sentence, '"no.\\"\\n\u202E"')
    for (const show of [visible, escape]) assert.strictEqual(show(sentence), '"no.\\"\\n\\u{202E}"')
    assert.strictEqual(inQuotes("ab\u{1F600}", 3), '"ab"')
  })
})
