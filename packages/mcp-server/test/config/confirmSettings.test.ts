import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import { parseConfirmMode, parseLevelSetting } from "../../src/config/confirmSettings.ts"

const parse = (value: string | undefined) => parseConfirmMode({ LOSANT_MCP_CONFIRM: value })
const parseLevel = (value: string | undefined) => parseLevelSetting({ LOSANT_MCP_CONFIRM_LEVEL: value })

describe("parseConfirmMode", () => {
  it.each(["auto", "elicit", "token", "off"] as const)("accepts %s, in any case", (mode) => {
    assert.deepStrictEqual(parse(mode), Result.succeed(mode))
    assert.deepStrictEqual(parse(` ${mode.toUpperCase()} `), Result.succeed(mode))
  })

  it.each([undefined, "", " "])("uses auto for %j", (value) => {
    assert.deepStrictEqual(parse(value), Result.succeed("auto"))
  })

  it.each(["on", "false", "none", "constructor"])("refuses %s with a message that lists the modes", (value) => {
    assert.deepStrictEqual(
      parse(value),
      Result.fail(`LOSANT_MCP_CONFIRM is "${value}"; it has to be one of auto, elicit, token, off.`)
    )
  })
})

describe("parseLevelSetting", () => {
  it.each(["proportional", "strict"] as const)("accepts %s, in any case", (level) => {
    assert.deepStrictEqual(parseLevel(level), Result.succeed(level))
    assert.deepStrictEqual(parseLevel(` ${level.toUpperCase()} `), Result.succeed(level))
  })

  it.each([undefined, "", " "])("uses proportional for %j", (value) => {
    assert.deepStrictEqual(parseLevel(value), Result.succeed("proportional"))
  })

  it.each(["off", "type", "true"])("refuses %s with a message that lists the levels", (value) => {
    assert.deepStrictEqual(
      parseLevel(value),
      Result.fail(`LOSANT_MCP_CONFIRM_LEVEL is "${value}"; it has to be one of proportional, strict.`)
    )
  })
})
