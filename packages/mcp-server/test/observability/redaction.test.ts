import { mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { makeHideToken, makeRedact } from "../../src/observability/redaction.ts"

describe("makeRedact", () => {
  it("replaces the token everywhere", () => {
    const redact = makeRedact({ LOSANT_API_TOKEN: " plain-token\n" })
    assert.strictEqual(redact("a plain-token, bplain-tokenc"), "a <redacted>, b<redacted>c")
  })
  it("replaces a token in its JSON form", () => {
    const redact = makeRedact({ LOSANT_API_TOKEN: 'quo"ted\\token' })
    assert.strictEqual(redact(JSON.stringify('quo"ted\\token')), '"<redacted>"')
  })
  it("replaces the token of the file, even after the file has changed", () => {
    const file = join(mkdtempSync(join(tmpdir(), "losant-")), "token")
    const redact = makeRedact({ LOSANT_API_TOKEN_FILE: file })
    assert.strictEqual(redact("first second"), "first second")
    writeFileSync(file, "first\n")
    assert.strictEqual(redact("first second"), "<redacted> second")
    writeFileSync(file, "second\n")
    assert.strictEqual(redact("first second"), "first <redacted>")
  })
  it("replaces texts that look like tokens, even if no token is configured", () => {
    const redact = makeRedact({})
    assert.strictEqual(redact("Authorization: Bearer abc.def-1 sent"), "Authorization: Bearer <redacted> sent")
    assert.strictEqual(redact("got eyJhbGciOiJI.eyJzdWIiOiI.c2lnbmF0dXJl!"), "got <redacted>!")
  })
  it("keeps all other texts", () => {
    assert.strictEqual(makeRedact({ LOSANT_API_TOKEN: "" })("nothing to hide"), "nothing to hide")
  })
})

describe("makeHideToken", () => {
  it("replaces the token, but keeps texts that only look like one", () => {
    const hide = makeHideToken({ LOSANT_API_TOKEN: "plain-token" })()
    assert.strictEqual(hide("plain-token eyJhbGciOiJI.eyJzdWIiOiI.c2ln"), "<redacted> eyJhbGciOiJI.eyJzdWIiOiI.c2ln")
  })
  it("finds a token that is the whole text, and a short token in a text that is shorter than another token", () => {
    const file = join(mkdtempSync(join(tmpdir(), "losant-")), "token")
    writeFileSync(file, "a-shorter")
    const hide = makeHideToken({ LOSANT_API_TOKEN: "much-longer-token", LOSANT_API_TOKEN_FILE: file })()
    assert.deepStrictEqual(["a-shorter", "one a-shorter", "much-longer-token", "a-short"].map(hide), [
      "<redacted>",
      "one <redacted>",
      "<redacted>",
      "a-short"
    ])
  })
  it("keeps a token that is too short, which only logs replace", () => {
    const environment = { LOSANT_API_TOKEN: "items" }
    assert.strictEqual(makeHideToken(environment)()('{"items":[]}'), '{"items":[]}')
    assert.strictEqual(makeRedact(environment)("the token items"), "the token <redacted>")
  })
})
