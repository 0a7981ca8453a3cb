import { assert, describe, it } from "@effect/vitest"
import { crashLine } from "../src/Crash.ts"

describe("crashLine", () => {
  it("holds the message on one line, without the token and without a stack trace", () => {
    const line = crashLine({ LOSANT_API_TOKEN: "very-secret" }, new Error("broke\nwith very-secret"))
    assert.strictEqual(
      line,
      'level=ERROR message="the server ends because of a mistake in it" cause="broke\\nwith <redacted>"'
    )
  })
  it("holds also what is no error", () => {
    assert.include(crashLine({}, "just a text"), 'cause="just a text"')
  })
})
