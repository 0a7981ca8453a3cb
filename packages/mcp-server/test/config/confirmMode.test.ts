import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import { parseConfirmMode } from "../../src/config/confirmMode.ts"

const parse = (value: string | undefined) => parseConfirmMode({ LOSANT_MCP_CONFIRM: value })

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
