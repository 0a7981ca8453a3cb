import { assert, describe, it } from "@effect/vitest"
import { identity } from "effect/Function"
import * as Result from "effect/Result"
import { formatJsonFile } from "../../../src/safety/files/jsonFileText.ts"

const text = (value: unknown, redact: (text: string) => string = identity) =>
  Result.getOrThrow(formatJsonFile(value, redact))

describe("jsonText", () => {
  it("is indented", () => {
    assert.strictEqual(
      text({ name: "Zürich", tags: [1, null] }),
      '{\n  "name": "Zürich",\n  "tags": [\n    1,\n    null\n  ]\n}'
    )
  })
  it.each([
    ["a bidi override", "\u202Eevil"],
    ["a control character", "\u001B[2J\u0000\u0085"],
    ["a tag character", "\u{E0041}"],
    ["a half of a pair", "\uD800"],
    ["a separator of lines", "\u2028"],
    ["a line end", "a\nb"]
  ])("shows %s as an escape, and gives it back", (_, hidden) => {
    const written = text({ [hidden]: hidden })
    assert.match(written, /^\{\n {2}"[ -~]+": "[ -~]+"\n\}$/)
    assert.deepStrictEqual(JSON.parse(written), { [hidden]: hidden })
  })
  it("redacts texts and keys, however deep, and stays JSON", () => {
    const written = text({ secret: [{ b: "my secret" }], number: 7 }, (value) => value.replaceAll("secret", '"x"'))
    assert.deepStrictEqual(JSON.parse(written), { '"x"': [{ b: 'my "x"' }], number: 7 })
  })
  it("keeps a key that is named as a prototype", () => {
    const value: unknown = JSON.parse('{"__proto__":{"a":1}}')
    assert.include(text(value), '"__proto__": {')
  })
  it("fails on what is nested too deeply", () => {
    const deep: unknown = JSON.parse(`${"[".repeat(20_000)}${"]".repeat(20_000)}`)
    const result = formatJsonFile(deep, identity)
    assert(Result.isFailure(result))
    assert.include(result.failure.why, "nested too deeply")
  })
})
