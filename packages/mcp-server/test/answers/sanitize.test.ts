import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { identity } from "effect/Function"
import * as Schema from "effect/Schema"
import { maxTextLength, sanitize, sanitizeCopy } from "../../src/answers/sanitize.ts"
import { unescape } from "../../src/text/escapes.ts"
import type { Json, JsonObject } from "../../src/text/json.ts"
import { hostile, raw } from "../support/hostile.ts"

const long = "A".repeat(30_000)
const cut = long.slice(0, maxTextLength)

describe("sanitize", () => {
  it("leaves an answer of Losant as it is", () => {
    const answer = {
      id: "1",
      name: "Acme",
      tags: [{ key: "a", value: "b" }],
      limits: { device: 1.5 },
      ok: true,
      no: null
    }
    assert.deepStrictEqual(sanitize(answer), answer)
  })
  it.each(hostile)("shows $what, in an object and in a list", ({ text, shown }) => {
    const { truncated, ...rest } = sanitize({ name: text, items: [{ email: text }] })
    assert.deepStrictEqual(rest, { name: shown, items: [{ email: shown }] })
    assert.deepStrictEqual(truncated, text.length > maxTextLength ? ["name", "items.0.email"] : undefined)
  })
  it("names what it cut, first in the answer", () => {
    const result = sanitize({ id: "1", description: long, tags: [{ key: "a" }, { key: "b", value: long }] })
    assert.deepStrictEqual(result, {
      id: "1",
      description: cut,
      tags: [{ key: "a" }, { key: "b", value: cut }],
      truncated: ["description", "tags.1.value"]
    })
    assert.strictEqual(Object.keys(result)[0], "truncated")
  })
  it("lets a name, and a banner, pass whole, though each character be hidden", () => {
    assert.notProperty(sanitize({ name: "\u202e".repeat(255), banner: { message: "b".repeat(2_048) } }), "truncated")
  })
  it("lets a text be as long as it is told", () => {
    assert.deepStrictEqual(sanitize({ description: long }, 30_000), { description: long })
    assert.deepStrictEqual(sanitize({ description: "abc" }, 2), { truncated: ["description"], description: "ab" })
  })

  it("redacts texts and keys before they are cut", () => {
    const result = sanitize({ a: "token", token: ["xtoken"] }, 5, (text) => text.replace("token", "T"))
    assert.deepStrictEqual(result, { a: "T", T: ["xT"] })
  })
  it("shows keys like texts", () => {
    const result = sanitize({ "a\u202eb": { "\u001b[31m": 1 }, "x.y": "\u0000" })
    assert.deepStrictEqual(result, { "a\\u{202E}b": { "\\u{1B}[31m": 1 }, "x.y": "\\u{0}" })
  })
  it("quotes such keys in paths", () => {
    assert.deepStrictEqual(sanitize({ "a\u202e": [{ "b.c": long, d: long }] })["truncated"], [
      '["a\\\\u{202E}"].0["b.c"]',
      '["a\\\\u{202E}"].0.d'
    ])
  })
  it("cuts keys, keeps them apart, and keeps what they hold", () => {
    const first = `${"k".repeat(100)}1`
    const second = `${"k".repeat(100)}2`
    const result = sanitize({ [first]: 1, [second]: 2 })
    const names = [`${"k".repeat(100)}…#0`, `${"k".repeat(100)}…#1`]
    assert.deepStrictEqual(result, {
      [names[0] ?? ""]: 1,
      [names[1] ?? ""]: 2,
      truncated: names.map((name) => `["${name}"]`)
    })
  })
  it("disturbs no prototype", () => {
    const answer = JSON.parse(
      '{"__proto__":{"isAdmin":true},"a":{"__proto__":[1],"constructor":{"prototype":{"b":1}}}}'
    )
    const result = sanitize(answer)
    assert.deepStrictEqual(JSON.stringify(result), JSON.stringify(answer).replaceAll("__proto__", "\\\\u{5F}_proto__"))
    assert.strictEqual(Object.getPrototypeOf(result), Object.prototype)
    assert.notProperty(Object.assign({}, result), "isAdmin")
    assert.notProperty({}, "b")
  })
  it("does not let Losant say what was cut", () => {
    const result = sanitize({ truncated: ["nothing"], items: [{ truncated: 1, description: long }] })
    assert.deepStrictEqual(result, {
      truncated: ["items.0.description"],
      "\\u{74}runcated": ["nothing"],
      items: [{ truncated: 1, description: cut }]
    })
    assert.notProperty(sanitize({ truncated: ["nothing"] }), "truncated")
    assert.strictEqual(unescape("\\u{74}runcated"), "truncated")
  })
  it("ends what is nested without end", () => {
    const deep = JSON.parse(`{"a":${'{"a":['.repeat(50_000)}${"]}".repeat(50_000)}}`)
    const result = sanitize({ id: "1", deep })
    assert.isBelow(JSON.stringify(result).length, 400)
    assert.deepStrictEqual(result["truncated"], [`deep.a${".a.0".repeat(7)}`])
    const flat = { a: { b: { c: [[]] } } }
    assert.deepStrictEqual(sanitize(flat), flat)
  })
  it("keeps a number a number", () => {
    const result = sanitize({ totalCount: JSON.parse("1e999"), min: JSON.parse("-1e999"), page: 0 })
    assert.deepStrictEqual(result, {
      totalCount: Number.MAX_VALUE,
      min: -Number.MAX_VALUE,
      page: 0,
      truncated: ["totalCount", "min"]
    })
  })

  const name = Schema.Literals(["name", "__proto__", "truncated", "\u202e", "a.b", "k".repeat(200), "0", "", "\\u{5F}"])
  const text = Schema.Literals(hostile.map((one) => one.text))
  const value = Schema.Union([text, Schema.Literals([0, -1.5, 1e300]), Schema.Boolean, Schema.Null])
  const inner = Schema.Array(Schema.Tuple([name, Schema.Union([value, Schema.Array(value)])]))
  it.effect.prop(
    "shows nothing that is hidden, and is the same in JSON, whatever the answer",
    [Schema.Array(Schema.Tuple([name, Schema.Union([value, inner])]))],
    ([entries]) =>
      Effect.sync(() => {
        const answer = Object.fromEntries(
          entries.map(([key, field]) => [key, Array.isArray(field) ? Object.fromEntries(field) : field])
        )
        const result = sanitize(answer)
        const json = JSON.stringify(result)
        assert.notMatch(json, raw)
        assert.deepStrictEqual(JSON.parse(json), result)
        const own = Object.keys(result).length - ("truncated" in result ? 1 : 0)
        assert.strictEqual(own, Object.keys(answer).length)
        for (const field of Object.values(result))
          if (typeof field === "string") assert.isAtMost(field.length, maxTextLength)
      }),
    { arbitrary: { runs: 500, seed: 1 } }
  )

  it("returns an answer of which nothing changes itself", () => {
    const answer = {
      items: [{ name: "Ünïcödé 👨‍👩‍👧", tags: [], note: "a\tb\r\n", limits: {}, at: null, ok: true, price: -0.5 }]
    }
    assert.strictEqual(sanitize(answer), answer)
    assert.notStrictEqual(sanitizeCopy(answer, maxTextLength, identity), answer)
  })
  it("returns an answer as deep as it may be itself, and none that is deeper", () => {
    const nested = (levels: number): JsonObject => (levels === 0 ? {} : { a: [nested(levels - 1)] })
    const [whole, deeper] = [{ a: { b: nested(7) } }, { a: { b: { c: nested(7) } } }]
    assert.strictEqual(sanitize(whole), whole)
    assert.deepStrictEqual(sanitize(deeper), sanitizeCopy(deeper, maxTextLength, identity))
    assert.deepStrictEqual(sanitize(deeper)["truncated"], [`a.b.c${".a.0".repeat(6)}.a`])
  })

  const plainKey = Schema.Literals(["a", "b-c", "Größe", "$0"])
  const plainText = Schema.Literals(["Acme", "株式会社", "a\tb\\c", "👨‍👩‍👧", ""])
  const plainValue = Schema.Union([plainText, Schema.Finite, Schema.Boolean, Schema.Null])
  const oddKey = Schema.Union([plainKey, name, Schema.Literals(["secret"])])
  const oddValue = Schema.Union([plainValue, value, Schema.Number, Schema.Literals(["the secret"])])
  const hide = (result: string): string => result.replaceAll("secret", "hidden")
  const answers = <K extends Schema.Codec<string>, V extends Schema.Codec<Json>>(key: K, leaf: V, deepest: number) => {
    const fields = Schema.Array(Schema.Tuple([key, Schema.Union([leaf, Schema.Array(leaf)])]))
    return {
      outer: fields,
      inner: fields,
      levels: Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: deepest }))
    }
  }
  type Fields = ReadonlyArray<readonly [string, Json]>
  // Outer fields, and inner fields that are this many levels deeper.
  const answerOf = ({ outer, inner, levels }: { outer: Fields; inner: Fields; levels: number }): JsonObject => {
    const nested = (level: number): Json =>
      level === 0 ? Object.fromEntries(inner) : level % 2 === 0 ? { a: nested(level - 1) } : [nested(level - 1)]
    return Object.fromEntries([...outer, ["last", nested(levels)]])
  }

  it.effect.prop(
    "returns any answer itself of which nothing changes",
    answers(plainKey, plainValue, 13),
    (parts) =>
      Effect.sync(() => {
        const answer = answerOf(parts)
        assert.strictEqual(sanitize(answer, maxTextLength, hide), answer)
        assert.deepStrictEqual(sanitizeCopy(answer, maxTextLength, hide), answer)
      }),
    { arbitrary: { runs: 500, seed: 2 } }
  )
  it.effect.prop(
    "shows any answer as it would value by value",
    answers(oddKey, oddValue, 18),
    (parts) =>
      Effect.sync(() => {
        const answer = answerOf(parts)
        assert.deepStrictEqual(sanitize(answer, maxTextLength, hide), sanitizeCopy(answer, maxTextLength, hide))
      }),
    { arbitrary: { runs: 1_000, seed: 3 } }
  )
})
