import { assert, describe, it } from "@effect/vitest"
import { checkAmong, checkEmail, checkNumber, completeFrom, quoteValue } from "../../src/prompts/arguments.ts"
import { unescape } from "../../src/text/escapes.ts"

describe("the checks of arguments", () => {
  it.each(["ada@example.com", "ada+x@localhost"])("take %s for an email address", (value) => {
    assert.isUndefined(checkEmail(value))
  })
  it.each(["ada", "ada@", "@example.com", "ada@x@y", "ada lovelace@example.com", "a\nb@c"])(
    "do not take %j",
    (value) => {
      assert.strictEqual(checkEmail(value), "expected an email address")
    }
  )
  it.each(["1", "80", "100"])("take %s for a number from 1 to 100", (value) => {
    assert.isUndefined(checkNumber(1, 100)(value))
  })
  it.each(["0", "101", "-1", "8.5", "1e1", "80 %", "", "99999999999"])("do not take %j", (value) => {
    assert.strictEqual(checkNumber(1, 100)(value), "expected a whole number from 1 to 100")
  })
  it("take one of a few, exactly", () => {
    assert.isUndefined(checkAmong(["a", "b"])("b"))
    assert.strictEqual(checkAmong(["a", "b"])("B"), "expected one of a, b")
  })
})

describe("quoteValue", () => {
  it("keeps a value on its line and in its quotation marks", () => {
    assert.strictEqual(quoteValue('a"\n\u202E'), '"a\\"\\n\\\\u{202E}"')
    // A completion escapes the same.
    assert.strictEqual(quoteValue("\\u{202E}gnp"), quoteValue("\u202Egnp"))
    assert.strictEqual(unescape(JSON.parse(quoteValue("\\u{202E}gnp"))), "\u202Egnp")
    assert.isAtMost(quoteValue("x".repeat(10_000)).length, 2_050)
  })
})

describe("completeFrom", () => {
  it("keeps those that begin with what was typed", () => {
    const suggest = completeFrom(["admin", "edit"])
    assert.deepStrictEqual(suggest(" AD"), ["admin"])
    assert.deepStrictEqual(suggest("x"), [])
    assert.deepStrictEqual(suggest(""), ["admin", "edit"])
  })
})
