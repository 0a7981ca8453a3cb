import { assert, describe, it } from "@effect/vitest"
import { crashLine } from "../../src/observability/crash.ts"

describe("crashLine", () => {
  it("contains the message on one line, without the token and without a stack trace", () => {
    const line = crashLine({ LOSANT_API_TOKEN: "very-secret" }, new Error("broke\nwith very-secret"))
    assert.strictEqual(
      line,
      'level=ERROR message="the server ends because of a mistake in it" cause="broke\\nwith <redacted>"'
    )
  })
  it("shows hidden characters", () => {
    assert.include(crashLine({}, new Error("\u009b2J\u202e")), 'cause="\\u{9B}2J\\u{202E}"')
  })
  it("accepts a value that is no error", () => {
    assert.include(crashLine({}, "just a text"), 'cause="just a text"')
  })
})
