import { assert, describe, it } from "@effect/vitest"
import { redactedJson, redactIn } from "../../src/text/redactedJson.ts"
import { makeHideParts } from "../../src/text/secretParts.ts"

const redact = (text: string) => text.replaceAll("secret", "-")

describe("redactedJson", () => {
  it("redacts texts and keys at any depth, and keeps all else", () => {
    assert.deepStrictEqual(
      JSON.parse(redactedJson({ a: ["a secret", { "secret key": 1, b: null }], c: true }, redact)),
      {
        a: ["a -", { "- key": 1, b: null }],
        c: true
      }
    )
  })

  it("keeps keys apart that become the same", () => {
    assert.deepStrictEqual(JSON.parse(redactedJson({ secret: 1, "-": 2 }, redact)), { "-": 1, "-#1": 2 })
  })

  it("redacts within a text of JSON, which stays JSON", () => {
    // The part after the line end looks like the middle of the secret together with the n of the escape.
    const hide = makeHideParts("0123456789abn0123456789")
    const content = { name: "x\n0123456789abx" }
    const json = redactedJson({ text: JSON.stringify(content), content }, hide)
    const { text, content: shown } = JSON.parse(json)
    assert.deepStrictEqual(shown, { name: "x\n<redacted>x" })
    assert.deepStrictEqual(JSON.parse(text), shown)
  })

  it("does not copy a value that holds nothing", () => {
    let isKept = false
    redactedJson({ a: 1 }, redact, () => {
      isKept = true
    })
    assert.isFalse(isKept)
  })

  it("restores what has to stay", () => {
    assert.strictEqual(
      redactedJson({ id: "secret" }, redact, () => ({ id: "secret" })),
      '{"id":"secret"}'
    )
  })
})

describe("redactIn", () => {
  it("takes a text that only looks like JSON as a text", () => {
    assert.strictEqual(redactIn("[secret", redact), "[-")
  })
})
