import { assert, describe, it } from "@effect/vitest"
import { quoteValue } from "./quoteValue.ts"

describe("quoteValue", () => {
  it.each([
    ["jo@example.com", '"jo@example.com"'],
    ['a "b"', '"a \\"b\\""'],
    [undefined, '"undefined"'],
    [80, '"80"']
  ])("quotes %s", (value, quoted) => {
    assert.strictEqual(quoteValue(value), quoted)
  })

  it("cuts a very long value inside its quotation marks", () => {
    assert.strictEqual(quoteValue("x".repeat(301)), `"${"x".repeat(300)}"`)
  })
})
