import { assert, describe, it } from "@effect/vitest"
import { fromEnvironment } from "../src/ServerConfig.ts"

describe("fromEnvironment", () => {
  it.each([
    ["debug", "Debug"],
    ["info", "Info"],
    ["warning", "Warn"],
    ["error", "Error"],
    ["none", "None"],
    [" INFO ", "Info"],
    ["", "Warn"]
  ])("reads the level %s", (name, level) => {
    const { logLevel, warnings } = fromEnvironment({ LOSANT_LOG_LEVEL: name }, false)
    assert.strictEqual(logLevel, level)
    assert.isEmpty(warnings)
  })
  it.each([["verbose"], ["constructor"]])(
    "goes on with the default where the level is %s, and shows the levels",
    (name) => {
      const { logLevel, warnings } = fromEnvironment({ LOSANT_LOG_LEVEL: name }, false)
      assert.strictEqual(logLevel, "Warn")
      assert.deepStrictEqual(warnings, [
        "LOSANT_LOG_LEVEL is not one of debug, info, warning, error, none; the server goes on with warning."
      ])
    }
  )
  it("has an instance where one is set, or on the emulator", () => {
    assert.isFalse(fromEnvironment({}, false).hasInstance)
    assert.isFalse(fromEnvironment({ LOSANT_INSTANCE_ID: " " }, false).hasInstance)
    assert.isTrue(fromEnvironment({ LOSANT_INSTANCE_ID: "5f0000000000000000000001" }, false).hasInstance)
    assert.isTrue(fromEnvironment({}, true).hasInstance)
  })
})
