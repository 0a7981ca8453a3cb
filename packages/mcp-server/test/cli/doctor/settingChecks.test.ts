import { assert, describe, it } from "@effect/vitest"
import { LosantConfigError } from "@effect-losant/core/LosantConfigError"
import {
  checkLosantSettings,
  checkNode,
  checkServerSettings,
  checkVariables
} from "../../../src/cli/doctor/settingChecks.ts"
import { noFlags } from "../../../src/config/Flags.ts"
import { definitions } from "../../../src/tools/definitions/definitions.ts"

describe("checkNode", () => {
  it.each([
    ["20.19.0", "ok"],
    ["20.20.2", "ok"],
    ["22.1.0", "ok"],
    ["20.18.3", "failed"],
    ["18.20.0", "failed"]
  ])("finds %s %s", (version, status) => {
    assert.strictEqual(checkNode(version).status, status)
  })
})

describe("checkVariables", () => {
  it("lists the variables, and no values", () => {
    const { status, message } = checkVariables({ LOSANT_API_TOKEN: "secret", LOSANT_MCP_PROFILE: "x1", PATH: "/bin" })
    assert.strictEqual(status, "ok")
    assert.strictEqual(message, "set: LOSANT_API_TOKEN, LOSANT_MCP_PROFILE")
  })

  it("reports that no variable is set", () => {
    assert.include(checkVariables({ LOSANT_API_TOKEN: " " }).message, "none")
  })

  it("fails for a variable that stops the start, and mentions one that may belong to another program", () => {
    const stops = checkVariables({ LOSANT_MCP_READONLY: "true" })
    assert.strictEqual(stops.status, "failed")
    assert.include(stops.message, "did you mean LOSANT_MCP_READ_ONLY?")
    const other = checkVariables({ LOSANT_APP_ID: "x" })
    assert.strictEqual(other.status, "ok")
    assert.include(other.message, '"LOSANT_APP_ID" is not a setting of this server')
  })
})

const statusOf = (environment: Readonly<Record<string, string>>, name: string) => {
  const check = checkServerSettings(environment, noFlags).find((one) => one.name === name)
  assert(check !== undefined, name)
  return check
}

describe("checkServerSettings", () => {
  it("describes the policy", () => {
    const all = definitions.length
    const shown = definitions.filter(({ isOnByDefault }) => isOnByDefault)
    assert.include(
      statusOf({}, "policy").message,
      `reads and writes, as far as the token may; ${shown.length} of ${all} tools; all organizations`
    )
    const limited = statusOf({ LOSANT_MCP_READ_ONLY: "true", LOSANT_MCP_ALLOW_ORG: "Acme" }, "policy")
    const reading = shown.filter(({ hints }) => hints.readOnlyHint)
    assert.strictEqual(limited.message, `read-only; ${reading.length} of ${all} tools; some organizations only`)
  })

  it.each([
    ["policy", { LOSANT_MCP_TOOLS: "losant_get_orgs" }, "losant_get_org"],
    ["confirmation", { LOSANT_MCP_CONFIRM: "maybe" }, "auto, elicit"],
    ["limits", { LOSANT_MCP_MAX_REQUESTS: "0" }, "a whole number from 1 to 1,000"],
    ["limits", { LOSANT_MCP_ANSWER_WITHIN: "50" }, "a time from 1 second to 1 hour"],
    ["confirm-level", { LOSANT_MCP_CONFIRM_LEVEL: "maybe" }, "proportional, strict"],
    ["profile", { LOSANT_MCP_PROFILE: "$PROFILE" }, "was not filled in"],
    ["log", { LOSANT_LOG_LEVEL: "loud" }, "LOSANT_LOG_LEVEL"],
    ["certificates", { NODE_TLS_REJECT_UNAUTHORIZED: "0" }, "does not check certificates"],
    ["telemetry", { OTEL_EXPORTER_OTLP_ENDPOINT: "collector" }, "OTEL_EXPORTER_OTLP_ENDPOINT"]
  ])("fails for a wrong setting: %s", (name, environment, expected) => {
    const { status, message, advice } = statusOf(environment, name)
    assert.strictEqual(status, "failed")
    assert.include(message, expected)
    assert.isString(advice)
  })
})

describe("the collector of spans and logs", () => {
  it("is reported by its host", () => {
    const { status, message } = statusOf(
      { OTEL_EXPORTER_OTLP_ENDPOINT: "https://ada:secret@collector.test:4318/v1" },
      "telemetry"
    )
    assert.deepEqual([status, message], ["ok", "goes to collector.test:4318"])
    assert.isFalse(checkServerSettings({}, noFlags).some(({ name }) => name === "telemetry"))
  })
})

describe("checkLosantSettings", () => {
  it("ignores the token, which has its own check", () => {
    const problem = (variable: string) => new LosantConfigError({ variable, message: `${variable} is wrong` })
    assert.strictEqual(checkLosantSettings([problem("LOSANT_API_TOKEN_FILE")]).status, "ok")
    const { status, message } = checkLosantSettings([problem("LOSANT_API_URL"), problem("LOSANT_TIMEOUT")])
    assert.strictEqual(status, "failed")
    assert.strictEqual(message, "LOSANT_API_URL is wrong\nLOSANT_TIMEOUT is wrong")
  })

  it("adds the variable to a message without it", () => {
    const problem = new LosantConfigError({ variable: "LOSANT_API_URL", message: "The Losant URL is not a URL." })
    assert.strictEqual(checkLosantSettings([problem]).message, "LOSANT_API_URL: The Losant URL is not a URL.")
  })

  it("fails for a value that is hardly intended", () => {
    const { status, message } = checkLosantSettings([], "LOSANT_TIMEOUT is only 30 ms")
    assert.deepEqual([status, message], ["failed", "LOSANT_TIMEOUT is only 30 ms"])
  })
})
