import { assert, describe, it } from "@effect/vitest"
import { telemetryVariables } from "../../src/config/telemetrySettings.ts"
import { variableDocs } from "../../src/config/variableDocs.ts"
import { findUnknownVariables, variables } from "../../src/config/variables.ts"
import { configOf } from "../support/config.ts"

describe("findUnknownVariables", () => {
  it("knows exactly those that are documented", () => {
    assert.deepEqual([...variables, ...telemetryVariables], Object.keys(variableDocs))
    const all = Object.fromEntries(variables.map((name) => [name, "x"]))
    assert.deepStrictEqual(findUnknownVariables(all, "linux"), { problems: [], warnings: [] })
  })

  it.each([
    ["LOSANT_MCP_DENY_ORGS", "LOSANT_MCP_DENY_ORG"],
    ["LOSANT_MCP_READONLY", "LOSANT_MCP_READ_ONLY"],
    ["losant_mcp_read_only", "LOSANT_MCP_READ_ONLY"],
    ["LOSANT_READ_ONLY", "LOSANT_MCP_READ_ONLY"],
    ["LOSANT_DENY_ORG", "LOSANT_MCP_DENY_ORG"],
    ["LOSANT_MCP_JOURNALS", "LOSANT_MCP_JOURNAL"]
  ])("stops at %s, and names %s", (name, meant) => {
    const { problems, warnings } = findUnknownVariables({ [name]: "true" }, "linux")
    assert.lengthOf(problems, 1)
    assert.include(problems[0], `"${name}" is no setting of this server: did you mean ${meant}?`)
    assert.isEmpty(warnings)
    assert.throws(() => configOf({ [name]: "true" }), `"${name}" is no setting`)
  })

  it("names all where none is near", () => {
    assert.include(findUnknownVariables({ LOSANT_MCP_X: "1" }, "linux").problems[0], "There are LOSANT_MCP_PROFILE, ")
  })

  it("only warns of others, which may be meant for another program", () => {
    const { problems, warnings } = findUnknownVariables(
      { LOSANT_API_TOKN: "secret", LOSANT_ACCESS_KEY: "secret" },
      "linux"
    )
    assert.isEmpty(problems)
    assert.include(warnings[0], '"LOSANT_API_TOKN" is no setting of this server: did you mean LOSANT_API_TOKEN?')
    assert.include(warnings[1], '"LOSANT_ACCESS_KEY"')
    assert.notInclude(warnings.join(), "secret")
    assert.deepStrictEqual(configOf({ LOSANT_API_TOKN: "secret" }).warnings, warnings.slice(0, 1))
  })

  it("passes over what is empty, what is of others, and case on Windows", () => {
    const none = { problems: [], warnings: [] }
    assert.deepStrictEqual(findUnknownVariables({ LOSANT_MCP_X: " ", PATH: "x", MCP_LOSANT: "x" }, "linux"), none)
    assert.deepStrictEqual(findUnknownVariables({ Losant_Mcp_Tools: "losant_get_org" }, "win32"), none)
  })

  it("tells of a name that nothing is seen of what is in it", () => {
    assert.include(findUnknownVariables({ "LOSANT_MCP_\u202E": "x" }, "linux").problems[0], "\\u{202E}")
  })
})
