import { mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { makeHideToken, makeRedact } from "../../src/observability/redaction.ts"

describe("makeRedact", () => {
  it("replaces the token wherever it stands", () => {
    const redact = makeRedact({ LOSANT_API_TOKEN: " plain-token\n" })
    assert.strictEqual(redact("a plain-token, bplain-tokenc"), "a <redacted>, b<redacted>c")
  })
  it("replaces a token that JSON has escaped", () => {
    const redact = makeRedact({ LOSANT_API_TOKEN: 'quo"ted\\token' })
    assert.strictEqual(redact(JSON.stringify('quo"ted\\token')), '"<redacted>"')
  })
  it("replaces the token in the file, also after it was replaced", () => {
    const file = join(mkdtempSync(join(tmpdir(), "losant-")), "token")
    const redact = makeRedact({ LOSANT_API_TOKEN_FILE: file })
    assert.strictEqual(redact("first second"), "first second")
    writeFileSync(file, "first\n")
    assert.strictEqual(redact("first second"), "<redacted> second")
    writeFileSync(file, "second\n")
    assert.strictEqual(redact("first second"), "first <redacted>")
  })
  it("replaces what looks like a token, also where none is configured", () => {
    const redact = makeRedact({})
    assert.strictEqual(redact("Authorization: Bearer abc.def-1 sent"), "Authorization: Bearer <redacted> sent")
    assert.strictEqual(redact("got eyJhbGciOiJI.eyJzdWIiOiI.c2lnbmF0dXJl!"), "got <redacted>!")
  })
  it("leaves everything else", () => {
    assert.strictEqual(makeRedact({ LOSANT_API_TOKEN: "" })("nothing to hide"), "nothing to hide")
  })
})

describe("makeHideToken", () => {
  it("replaces the token, but not what only looks like one: an answer is shown as it is", () => {
    const hide = makeHideToken({ LOSANT_API_TOKEN: "plain-token" })()
    assert.strictEqual(hide("plain-token eyJhbGciOiJI.eyJzdWIiOiI.c2ln"), "<redacted> eyJhbGciOiJI.eyJzdWIiOiI.c2ln")
  })
  it("finds the token where it is all of a text, and a shorter token where another is longer than the text", () => {
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
  it("leaves what is too short for a token, as tests have it, which logs do not show either", () => {
    const environment = { LOSANT_API_TOKEN: "items" }
    assert.strictEqual(makeHideToken(environment)()('{"items":[]}'), '{"items":[]}')
    assert.strictEqual(makeRedact(environment)("the token items"), "the token <redacted>")
  })
})
