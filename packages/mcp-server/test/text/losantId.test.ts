import { assert, describe, it } from "@effect/vitest"
import { isLosantId } from "../../src/text/losantId.ts"

describe("isLosantId", () => {
  it.each(["0123456789abcdefABCDEF01", "a".repeat(24)])("accepts %s", (text) => {
    assert.isTrue(isLosantId(text))
  })

  it.each(["", "a".repeat(23), "a".repeat(25), `${"a".repeat(23)}g`, ` ${"a".repeat(24)}`, `${"a".repeat(24)}\n`])(
    "refuses %j",
    (text) => {
      assert.isFalse(isLosantId(text))
    }
  )
})
