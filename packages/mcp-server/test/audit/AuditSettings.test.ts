import * as Path from "node:path"
import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import { parseAudit } from "../../src/audit/AuditSettings.ts"

describe("parseAudit", () => {
  it.each([
    [{}, undefined, undefined],
    [{ LOSANT_MCP_AUDIT: " " }, undefined, undefined],
    [{ LOSANT_MCP_AUDIT: "/var/a.jsonl" }, undefined, "/var/a.jsonl"],
    [{ LOSANT_MCP_AUDIT: "/var/a.jsonl" }, "/var/b.jsonl", "/var/b.jsonl"],
    [{}, "c.jsonl", Path.resolve("c.jsonl")]
  ])("takes the flag before the environment: %j, %j", (environment, flag, path) => {
    assert.deepStrictEqual(parseAudit(environment, flag), Result.succeed(path))
  })
  it("refuses a flag that names nothing", () => {
    assert.deepStrictEqual(parseAudit({ LOSANT_MCP_AUDIT: "/var/a" }, " "), Result.fail("--audit names no file."))
  })
})
