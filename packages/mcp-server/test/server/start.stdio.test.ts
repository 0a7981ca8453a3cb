// Settings that stop the start, of the built server.
import { spawnSync } from "node:child_process"
import { tmpdir } from "node:os"
import { fileURLToPath } from "node:url"
import { assert, beforeAll, describe, it } from "@effect/vitest"
import { bareEnvironment, build, main } from "../support/built.ts"

beforeAll(build, 60_000)

const run = (args: ReadonlyArray<string>, environment: Readonly<Record<string, string>> = {}) =>
  spawnSync(process.execPath, [main, "--emulator", ...args], {
    env: { ...bareEnvironment, ...environment },
    encoding: "utf8",
    input: ""
  })

const bad: ReadonlyArray<readonly [ReadonlyArray<string>, Readonly<Record<string, string>>, ReadonlyArray<string>]> = [
  [["--tools", "losant_get_orgs"], {}, ["--tools", "losant_get_orgs", "losant_get_org"]],
  [["--exclude-tools", "delete_org"], {}, ["--exclude-tools", "delete_org", "losant_delete_org"]],
  [["--allow-org", "tag:env"], {}, ["--allow-org", "tag:env"]],
  [["--deny-org", "tag:=x"], {}, ["--deny-org", "tag:=x"]],
  [["--audit", tmpdir()], {}, ["audit trail", "it is not a regular file"]],
  [["--audit", "/nowhere/at/all/trail"], {}, ["audit trail", "its folder does not exist"]],
  [["--audit", "/proc/nope/x"], {}, ["audit trail", "its folder does not exist"]],
  [["--audit", "off"], {}, ["--audit", "the absolute path of a file"]],
  [["--audit", fileURLToPath(import.meta.url)], {}, ["audit trail", "it holds something else"]],
  [["--read-only", "--tools", "losant_delete_org"], {}, ["--read-only", "leave no tool"]],
  [["--deny-org", "region=us-east"], {}, ["--deny-org", "write tag:key=value"]],
  [["--read-onyl"], {}, ["--read-onyl", "--read-only"]],
  [[], { LOSANT_MCP_READ_ONLY: "perhaps" }, ["LOSANT_MCP_READ_ONLY", '"perhaps" is neither true nor false']],
  [[], { LOSANT_MCP_TOOLS: "losant_get_orgs" }, ["LOSANT_MCP_TOOLS", "losant_get_org"]],
  [[], { LOSANT_MCP_EXCLUDE_TOOLS: "[" }, ["LOSANT_MCP_EXCLUDE_TOOLS", "a JSON list of texts"]],
  [[], { LOSANT_MCP_ALLOW_ORG: "[]" }, ["LOSANT_MCP_ALLOW_ORG", "the list is empty"]],
  [[], { LOSANT_MCP_DENY_ORG: "tag:env" }, ["LOSANT_MCP_DENY_ORG", "tag:env"]],
  [[], { LOSANT_MCP_CONFIRM: "maybe" }, ["LOSANT_MCP_CONFIRM", "auto, elicit, token"]],
  [[], { LOSANT_MCP_CONFIRM_LEVEL: "maybe" }, ["LOSANT_MCP_CONFIRM_LEVEL", "proportional, strict"]],
  [[], { LOSANT_MCP_MAX_REQUESTS: "0" }, ["LOSANT_MCP_MAX_REQUESTS", "a whole number from 1 to 1,000"]],
  [[], { LOSANT_MCP_ANSWER_WITHIN: "50" }, ["LOSANT_MCP_ANSWER_WITHIN", "a time from 1 second to 1 hour"]],
  [[], { LOSANT_MCP_JOURNAL: "of" }, ["LOSANT_MCP_JOURNAL", '"of"']],
  [[], { LOSANT_MCP_DENY_ORGS: "Acme" }, ["LOSANT_MCP_DENY_ORGS", "did you mean LOSANT_MCP_DENY_ORG?"]],
  [[], { LOSANT_MCP_PROFILE: "$PROFILE" }, ["LOSANT_MCP_PROFILE", "was not filled in"]],
  [[], { LOSANT_MCP_AUDIT: tmpdir() }, ["audit trail", "it is not a regular file"]]
]

describe("the server", () => {
  it.each(bad)("does not start with %j and %j, and explains it on stderr", (args, environment, words) => {
    const { status, stdout, stderr } = run(args, environment)
    assert.strictEqual(status, 2, stderr)
    assert.strictEqual(stdout, "")
    for (const word of words) assert.include(stderr, word)
    assert.notMatch(stderr, /^\s+at /m)
  })
  it("reports all wrong settings at once", () => {
    const { status, stderr } = run(["--tools", "losant_get_orgs"], {
      LOSANT_MCP_CONFIRM: "maybe",
      LOSANT_MCP_JOURNAL: "of",
      LOSANT_MCP_READ_ONLY: "perhaps"
    })
    assert.strictEqual(status, 2)
    for (const word of ["--tools", "LOSANT_MCP_CONFIRM", "LOSANT_MCP_JOURNAL", "LOSANT_MCP_READ_ONLY"]) {
      assert.include(stderr, word)
    }
    assert.isAtLeast(stderr.trimEnd().split("\n").length, 4)
  })
  const pasted = `eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.${"eyJzdWIiOiI1ZjAw".repeat(20)}.c2lnbmF0dXJl`
  it.each([
    [["--tools", pasted], {}],
    [["--tools", `losant_get_org,${pasted}`], {}],
    [["--exclude-tools", pasted], {}],
    [["--allow-org", pasted], {}],
    [["--deny-org", `id:${pasted}`], {}],
    [["--audit", pasted], {}],
    [["--unknown", pasted], {}],
    [[pasted], {}],
    [["print-config", pasted], {}],
    [["print-config", "zed", "--os", pasted], {}],
    [[], { LOSANT_MCP_JOURNAL: pasted }],
    [[], { LOSANT_MCP_AUDIT: pasted }],
    [[], { LOSANT_MCP_TOOLS: pasted }],
    [[], { LOSANT_MCP_READ_ONLY: pasted }],
    [[], { LOSANT_MCP_CONFIRM: pasted }],
    [[], { LOSANT_MCP_PROFILE: pasted }],
    [[], { LOSANT_MCP_JOURNAL: "the-configured-token", LOSANT_API_TOKEN: "the-configured-token" }]
  ] as const)("does not repeat a token in the wrong place: %#", (args, environment) => {
    const { status, stdout, stderr } = run(args, environment)
    assert.strictEqual(status, 2, stderr)
    assert.notMatch(stdout + stderr, /eyJhb|eyJzdW|the-configured-token/)
  })
  it("starts without settings, and ends with its input", () => {
    assert.deepInclude(run([]), { status: 0, stdout: "", stderr: "" })
  })
})
