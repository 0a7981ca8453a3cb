import { assert, describe, it } from "@effect/vitest"
import { checkAmong, checkEmail, checkNumber, completeFrom, quoteValue } from "../../src/prompts/arguments.ts"
import { unescape } from "../../src/text/escapes.ts"

describe("the checks of arguments", () => {
  it.each(["ada@example.com", "ada+x@localhost"])("accept the email address %s", (value) => {
    assert.isUndefined(checkEmail(value))
  })
  it.each(["ada", "ada@", "@example.com", "ada@x@y", "ada lovelace@example.com", "a\nb@c"])("refuse %j", (value) => {
    assert.strictEqual(checkEmail(value), "expected an email address")
  })
  it.each(["1", "80", "100"])("accept %s as a number from 1 to 100", (value) => {
    assert.isUndefined(checkNumber(1, 100)(value))
  })
  it.each(["0", "101", "-1", "8.5", "1e1", "80 %", "", "99999999999"])("refuse %j", (value) => {
    assert.strictEqual(checkNumber(1, 100)(value), "expected a whole number from 1 to 100")
  })
  it("accept exactly one of the choices", () => {
    assert.isUndefined(checkAmong(["a", "b"])("b"))
    assert.strictEqual(checkAmong(["a", "b"])("B"), "expected one of a, b")
  })
})

describe("quoteValue", () => {
  it("keeps a value on its line and in its quotation marks", () => {
    assert.strictEqual(quoteValue('a"\n\u202E'), '"a\\"\\n\\\\u{202E}"')
    // A completion escapes the value in the same way.
    assert.strictEqual(quoteValue("\\u{202E}gnp"), quoteValue("\u202Egnp"))
    assert.strictEqual(unescape(JSON.parse(quoteValue("\\u{202E}gnp"))), "\u202Egnp")
    assert.isAtMost(quoteValue("x".repeat(10_000)).length, 2_050)
  })
})

describe("completeFrom", () => {
  it("returns the values that begin with the typed text", () => {
    const suggest = completeFrom(["admin", "edit"])
    assert.deepStrictEqual(suggest(" AD"), ["admin"])
    assert.deepStrictEqual(suggest("x"), [])
    assert.deepStrictEqual(suggest(""), ["admin", "edit"])
  })
})
