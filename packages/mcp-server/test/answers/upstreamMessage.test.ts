import { assert, describe, it } from "@effect/vitest"
import { quoteLosant } from "../../src/answers/upstreamMessage.ts"

describe("quoteLosant", () => {
  it("quotes what Losant said, and no more of it than is read", () => {
    assert.strictEqual(quoteLosant({ status: 400, losantMessage: 'no "x"' }), 'Losant\'s own words: "no \\"x\\"".')
    const long = quoteLosant({ status: 400, losantMessage: "x".repeat(900) })
    assert.include(long, "cut after 500 characters")
    assert.isBelow(long.length, 600)
  })

  it.each([401, 403])("says if a %i has no words of Losant", (status) => {
    assert.include(quoteLosant({ status }), "a proxy, a firewall")
    assert.strictEqual(quoteLosant({ status, type: "Forbidden" }), "")
  })

  it("has nothing to say of other answers without words", () => {
    assert.strictEqual(quoteLosant({ status: 404 }), "")
  })
})
