import { assert, describe, it } from "@effect/vitest"
import { configOf } from "../support/config.ts"

describe("parseServerConfig", () => {
  it.each([
    ["debug", "Debug"],
    ["info", "Info"],
    ["warning", "Warn"],
    ["error", "Error"],
    ["none", "None"],
    [" INFO ", "Info"],
    ["", "Warn"]
  ])("reads the level %s", (name, level) => {
    const { logLevel, warnings } = configOf({ LOSANT_LOG_LEVEL: name })
    assert.strictEqual(logLevel, level)
    assert.isEmpty(warnings)
  })
  it.each([["verbose"], ["constructor"]])("uses the default for the level %s, and lists the levels", (name) => {
    const { logLevel, warnings } = configOf({ LOSANT_LOG_LEVEL: name })
    assert.strictEqual(logLevel, "Warn")
    assert.deepStrictEqual(warnings, [
      "LOSANT_LOG_LEVEL is not one of debug, info, warning, error, none; the server goes on with warning."
    ])
  })
  it("has an instance if one is set, or on the emulator", () => {
    assert.isFalse(configOf({}).hasInstance)
    assert.isFalse(configOf({ LOSANT_INSTANCE_ID: " " }).hasInstance)
    assert.isTrue(configOf({ LOSANT_INSTANCE_ID: "5f0000000000000000000001" }).hasInstance)
    assert.isTrue(configOf({}, { emulator: true }).hasInstance)
  })
  it("warns if Node does not check certificates", () => {
    const [warning] = configOf({ NODE_TLS_REJECT_UNAUTHORIZED: "0" }).warnings
    assert.include(warning, "NODE_TLS_REJECT_UNAUTHORIZED is 0")
  })
  it.each([undefined, "", "1", "false", " 0"])(
    "does not warn of NODE_TLS_REJECT_UNAUTHORIZED=%j, which checks them",
    (value) => {
      assert.isEmpty(configOf({ NODE_TLS_REJECT_UNAUTHORIZED: value }).warnings)
    }
  )
  it("does not warn on the emulator, which has no connection", () => {
    assert.isEmpty(configOf({ NODE_TLS_REJECT_UNAUTHORIZED: "0" }, { emulator: true }).warnings)
  })
})
