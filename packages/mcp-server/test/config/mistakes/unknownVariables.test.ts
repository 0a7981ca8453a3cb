import { assert, describe, it } from "@effect/vitest"
import { findUnknownVariables } from "../../../src/config/mistakes/unknownVariables.ts"
import { ownVariables } from "../../../src/config/variables.ts"
import { configOf } from "../../support/config.ts"

describe("findUnknownVariables", () => {
  it("accepts the variables of the table", () => {
    const all = Object.fromEntries(ownVariables.map((name) => [name, "x"]))
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
    assert.include(problems[0], `"${name}" is not a setting of this server: did you mean ${meant}?`)
    assert.isEmpty(warnings)
    assert.throws(() => configOf({ [name]: "true" }), `"${name}" is not a setting`)
  })

  it("lists all settings if no name is similar", () => {
    assert.include(
      findUnknownVariables({ LOSANT_MCP_X: "1" }, "linux").problems[0],
      "The settings are LOSANT_MCP_PROFILE, "
    )
  })

  it("only warns of other variables, which may belong to another program", () => {
    const { problems, warnings } = findUnknownVariables(
      { LOSANT_API_TOKN: "secret", LOSANT_ACCESS_KEY: "secret" },
      "linux"
    )
    assert.isEmpty(problems)
    assert.include(warnings[0], '"LOSANT_API_TOKN" is not a setting of this server: did you mean LOSANT_API_TOKEN?')
    assert.include(warnings[1], '"LOSANT_ACCESS_KEY"')
    assert.notInclude(warnings.join(), "secret")
    assert.deepStrictEqual(configOf({ LOSANT_API_TOKN: "secret" }).warnings, warnings.slice(0, 1))
  })

  it("ignores empty variables, other prefixes, and case on Windows", () => {
    const none = { problems: [], warnings: [] }
    assert.deepStrictEqual(findUnknownVariables({ LOSANT_MCP_X: " ", PATH: "x", MCP_LOSANT: "x" }, "linux"), none)
    assert.deepStrictEqual(findUnknownVariables({ Losant_Mcp_Tools: "losant_get_org" }, "win32"), none)
  })

  it("shows hidden characters of a name", () => {
    assert.include(findUnknownVariables({ "LOSANT_MCP_\u202E": "x" }, "linux").problems[0], "\\u{202E}")
  })
})
