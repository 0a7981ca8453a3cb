import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import { parseAudit } from "../../src/config/auditSettings.ts"

/** A value that a client passes on if it does not fill in the setting. */
const placeholder = (name: string) => `\${${name}}`

describe("parseAudit", () => {
  it.each([
    [{}, undefined, undefined],
    [{ LOSANT_MCP_AUDIT: " " }, undefined, undefined],
    [{ LOSANT_MCP_AUDIT: "/var/a.jsonl" }, undefined, "/var/a.jsonl"],
    [{}, " /var/b.jsonl ", "/var/b.jsonl"],
    [{ LOSANT_MCP_AUDIT: "/var//a.jsonl" }, "/var/a.jsonl", "/var/a.jsonl"]
  ])("reads the flag or the variable: %j, %j", (environment, flag, path) => {
    assert.deepStrictEqual(parseAudit(environment, flag), Result.succeed(path))
  })
  it.each([
    [{ LOSANT_MCP_AUDIT: "/var/a" }, " ", "--audit names no file."],
    [{}, "c.jsonl", '--audit is "c.jsonl". It has to be the absolute path of a file.'],
    [
      { LOSANT_MCP_AUDIT: "off" },
      undefined,
      'LOSANT_MCP_AUDIT is "off". It has to be the absolute path of a file. Without'
    ],
    [{ LOSANT_MCP_AUDIT: "false" }, undefined, "LOSANT_MCP_AUDIT"],
    [{ LOSANT_MCP_AUDIT: placeholder("AUDIT") }, undefined, "was not filled in"],
    [{ LOSANT_MCP_AUDIT: "/home/$USER/a" }, undefined, "was not filled in"],
    [{}, "%AUDIT%", "was not filled in"],
    [{ LOSANT_MCP_AUDIT: "/var/a" }, "/var/b", "--audit and LOSANT_MCP_AUDIT name two files"]
  ])("refuses a value that may not name a file: %j, %j", (environment, flag, words) => {
    const path = parseAudit(environment, flag)
    assert.include(Result.isFailure(path) ? path.failure : "", words)
  })
})
