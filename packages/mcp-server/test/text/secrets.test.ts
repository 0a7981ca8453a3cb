import { assert, describe, it } from "@effect/vitest"
import { hideLookAlikes, looksLikeToken, quoteSetting } from "../../src/text/secrets.ts"

const token = `eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.${"eyJzdWIiOiI1ZjAw".repeat(8)}.c2lnbmF0dXJl`

describe("hideLookAlikes", () => {
  it("replaces tokens and the values of Bearer headers", () => {
    assert.strictEqual(hideLookAlikes(`a ${token} b Bearer abc, c`), "a <redacted> b Bearer <redacted> c")
  })
  it("keeps other texts", () => {
    for (const text of ["eyJ", "keyJ.a.b", "hey.Just.a.name", ""]) assert.strictEqual(hideLookAlikes(text), text)
  })
})

describe("quoteSetting", () => {
  it.each([token, ` ${token}\n`, `/home/${token}`, `id:${token}`, token.slice(0, 100), token.slice(0, 30)])(
    "shows no part of a token: %j",
    (value) => {
      for (const maxLength of [20, 80, 1_000]) {
        assert.notInclude(quoteSetting(value, maxLength), "eyJhb")
        assert.include(quoteSetting(value, 1_000), "<redacted>")
      }
    }
  )
  it("shows other values, escaped and cut", () => {
    assert.strictEqual(quoteSetting("losant_get_orgs", 80), '"losant_get_orgs"')
    assert.strictEqual(quoteSetting("a\u202Eb", 80), '"a\\\\u{202E}b"')
    assert.strictEqual(quoteSetting("abc", 2), '"ab"')
  })
})

describe("looksLikeToken", () => {
  it.each([token, token.slice(0, 40), `Bearer ${token}`])("is true for %j", (text) => {
    assert.isTrue(looksLikeToken(text))
  })
  it.each(["staging", "eyJ", "EU production", ""])("is false for %j", (text) => {
    assert.isFalse(looksLikeToken(text))
  })
})
