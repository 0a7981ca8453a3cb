import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import { noFlags } from "../../../src/config/Flags.ts"
import { dropPlaceholders } from "../../../src/config/mistakes/placeholders.ts"
import { parseServerConfig } from "../../../src/config/ServerConfig.ts"
import { bundleVariables } from "../../../src/config/variables.ts"
import { definitions } from "../../../src/tools/definitions/definitions.ts"
import { configOf } from "../../support/config.ts"

const placeholder = (name: string) => `\${user_config.${name}}`
const unfilled = Object.fromEntries(bundleVariables.map((name) => [name, placeholder(name.toLowerCase())]))

describe("dropPlaceholders", () => {
  it("does not change an environment without placeholders", () => {
    const environment = { LOSANT_API_TOKEN: "token", LOSANT_MCP_READ_ONLY: "", LOSANT_MCP_PROFILE: undefined }
    assert.deepStrictEqual(dropPlaceholders(environment), { environment, warnings: [] })
  })

  it.each(["LOSANT_API_TOKEN", "LOSANT_INSTANCE_ID", "LOSANT_API_URL", "LOSANT_MCP_PROFILE"])(
    "takes %s as unset, without a warning",
    (name) => {
      const { environment, warnings } = dropPlaceholders({ [name]: ` ${placeholder("x")}\n`, PATH: "/bin" })
      assert.deepStrictEqual(environment, { [name]: undefined, PATH: "/bin" })
      assert.isEmpty(warnings)
    }
  )

  it.each(["a $HOME", `\${user_config}`, placeholder(""), `\${PROFILE}`, `x ${placeholder("profile")}`])(
    "leaves %j, which a person wrote, to the setting",
    (text) => {
      assert.deepStrictEqual(dropPlaceholders({ LOSANT_MCP_PROFILE: text }).environment, { LOSANT_MCP_PROFILE: text })
    }
  )
})

describe("a server whose client filled in nothing", () => {
  const config = configOf(unfilled)

  it("has no settings of Losant, no profile and no trail", () => {
    assert.deepInclude(config, { hasInstance: false, host: "api.losant.com" })
    assert.isUndefined(config.profile)
    assert.isUndefined(config.audit)
  })

  it("has the strictest settings that its user may have chosen, and warns of it", () => {
    assert.isTrue(config.policy.readOnly)
    assert.deepInclude(config, { confirm: "elicit", confirmLevel: "strict" })
    for (const name of ["LOSANT_MCP_READ_ONLY", "LOSANT_MCP_CONFIRM", "LOSANT_MCP_CONFIRM_LEVEL", "LOSANT_MCP_AUDIT"]) {
      assert.lengthOf(
        config.warnings.filter((warning) => new RegExp(`\\b${name}\\b`).test(warning)),
        1,
        name
      )
    }
  })
})

describe("a server with empty settings", () => {
  it("equals a server without settings", () => {
    const empty = Object.fromEntries(bundleVariables.map((name) => [name, ""]))
    const none = { LOSANT_MCP_CONFIRM: undefined, LOSANT_MCP_TOOLSETS: undefined }
    assert.deepStrictEqual({ ...configOf(empty), environment: {} }, { ...configOf(none), environment: {} })
  })
})

describe("a placeholder in a rule, which has no strictest value", () => {
  it.each([
    "LOSANT_MCP_TOOLS",
    "LOSANT_MCP_EXCLUDE_TOOLS",
    "LOSANT_MCP_ALLOW_ORG",
    "LOSANT_MCP_DENY_ORG",
    "LOSANT_MCP_JOURNAL"
  ])("stops the start: %s", (name) => {
    assert.notInclude(bundleVariables, name)
    const config = parseServerConfig({ [name]: placeholder("rule") }, noFlags, definitions)
    assert.include(Result.isFailure(config) ? config.failure : "", name)
  })
})
