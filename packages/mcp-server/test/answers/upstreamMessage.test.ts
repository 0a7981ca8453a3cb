import { assert, describe, it } from "@effect/vitest"
import { losantsWords } from "../../src/answers/upstreamMessage.ts"

describe("losantsWords", () => {
  it("quotes what Losant said, and no more of it than is read", () => {
    assert.strictEqual(losantsWords({ status: 400, losantMessage: 'no "x"' }), 'Losant\'s own words: "no \\"x\\"".')
    const long = losantsWords({ status: 400, losantMessage: "x".repeat(900) })
    assert.include(long, "cut after 500 characters")
    assert.isBelow(long.length, 600)
  })

  it.each([401, 403])("says where a %i is not in Losant's words", (status) => {
    assert.include(losantsWords({ status }), "a proxy or a firewall")
    assert.strictEqual(losantsWords({ status, type: "Forbidden" }), "")
  })

  it("has nothing to say of other answers without words", () => {
    assert.strictEqual(losantsWords({ status: 404 }), "")
  })
})
