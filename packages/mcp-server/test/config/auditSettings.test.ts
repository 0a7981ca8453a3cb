import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import { parseAudit } from "../../src/config/auditSettings.ts"

/** What a client leaves of a setting that it does not fill in. */
const placeholder = (name: string) => `\${${name}}`

describe("parseAudit", () => {
  it.each([
    [{}, undefined, undefined],
    [{ LOSANT_MCP_AUDIT: " " }, undefined, undefined],
    [{ LOSANT_MCP_AUDIT: "/var/a.jsonl" }, undefined, "/var/a.jsonl"],
    [{}, " /var/b.jsonl ", "/var/b.jsonl"],
    [{ LOSANT_MCP_AUDIT: "/var//a.jsonl" }, "/var/a.jsonl", "/var/a.jsonl"]
  ])("takes the flag or the variable: %j, %j", (environment, flag, path) => {
    assert.deepStrictEqual(parseAudit(environment, flag), Result.succeed(path))
  })
  it.each([
    [{ LOSANT_MCP_AUDIT: "/var/a" }, " ", "--audit names no file."],
    [{}, "c.jsonl", '--audit is "c.jsonl", which is not the whole path of a file.'],
    [
      { LOSANT_MCP_AUDIT: "off" },
      undefined,
      'LOSANT_MCP_AUDIT is "off", which is not the whole path of a file. Without'
    ],
    [{ LOSANT_MCP_AUDIT: "false" }, undefined, "LOSANT_MCP_AUDIT"],
    [{ LOSANT_MCP_AUDIT: placeholder("AUDIT") }, undefined, "was not filled in"],
    [{ LOSANT_MCP_AUDIT: "/home/$USER/a" }, undefined, "was not filled in"],
    [{}, "%AUDIT%", "was not filled in"],
    [{ LOSANT_MCP_AUDIT: "/var/a" }, "/var/b", "--audit and LOSANT_MCP_AUDIT name two files"]
  ])("refuses what names no file for sure: %j, %j", (environment, flag, words) => {
    const path = parseAudit(environment, flag)
    assert.include(Result.isFailure(path) ? path.failure : "", words)
  })
})
