import * as Path from "node:path"
import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import {
  currentSystem,
  findOmittedVariables,
  type Launch,
  type LaunchOptions,
  planLaunch
} from "../../../src/cli/clients/launch.ts"
import { type Flags, noFlags } from "../../../src/config/Flags.ts"

const on = (options: Partial<Omit<LaunchOptions, "flags">>, flags: Partial<Flags> = {}) =>
  planLaunch({ environment: {}, system: "linux", needsCmd: true, ...options, flags: { ...noFlags, ...flags } })

const launchOn = (...args: Parameters<typeof on>): Launch => Result.getOrThrow(on(...args))

describe("the command", () => {
  it("is npx, with cmd on Windows if the client needs it", () => {
    assert.strictEqual(launchOn({}).command, "npx")
    assert.deepEqual(launchOn({}).args, ["-y", "@effect-losant/mcp-server"])
    assert.deepEqual(launchOn({ system: "windows", needsCmd: false }).command, "npx")
    const { command, args } = launchOn({ system: "windows" })
    assert.deepEqual([command, ...args], ["cmd", "/c", "npx", "-y", "@effect-losant/mcp-server"])
  })

  it("is Node with the path of the installation", () => {
    const installation = { node: "C:\\Program Files\\nodejs\\node.exe", main: "C:\\losant\\main.js" }
    const { command, args } = launchOn({ system: "windows", installation })
    assert.deepEqual([command, ...args], [installation.node, installation.main])
  })
})

describe("the arguments", () => {
  it("are the flags with their values", () => {
    const flags = {
      emulator: true,
      readOnly: true,
      tools: ["losant_list_orgs", "losant_get_org"],
      excludeTools: ["losant_delete_org"],
      allowOrg: ["Acme, Inc.", "tag:env=a"],
      denyOrg: ["-x"],
      audit: "/var/log/losant.jsonl"
    }
    assert.deepEqual(launchOn({}, flags).args.slice(2), [
      "--emulator",
      "--read-only",
      "--tools",
      "losant_list_orgs,losant_get_org",
      "--exclude-tools",
      "losant_delete_org",
      "--allow-org",
      "Acme, Inc.",
      "--allow-org",
      "tag:env=a",
      "--deny-org=-x",
      "--audit",
      "/var/log/losant.jsonl"
    ])
  })

  it("leave values to variables that cmd would change", () => {
    const { args, env } = launchOn({ system: "windows" }, { denyOrg: ["R&D", "Acme"], allowOrg: ["Acme"] })
    assert.deepEqual(args.slice(4), ["--allow-org", "Acme"])
    assert.deepEqual(JSON.parse(env["LOSANT_MCP_DENY_ORG"] ?? ""), ["R&D", "Acme"])
    assert.include(launchOn({ system: "macos" }, { denyOrg: ["R&D"] }).args, "R&D")
    const installation = { node: "node", main: "main.js" }
    assert.include(launchOn({ system: "windows", installation }, { denyOrg: ["R&D"] }).args, "R&D")
  })

  it("cannot be left to a variable with another value", () => {
    const environment = { LOSANT_MCP_DENY_ORG: "Acme" }
    const both = on({ system: "windows", environment }, { denyOrg: ["R&D"] })
    assert.isTrue(Result.isFailure(both))
    if (Result.isFailure(both)) assert.include(both.failure, "LOSANT_MCP_DENY_ORG")
  })
})

describe("the environment", () => {
  const environment = {
    LOSANT_API_TOKEN: "secret",
    LOSANT_INSTANCE_ID: "5e0be1000fc1aea100000001",
    LOSANT_MCP_PROFILE: " staging ",
    LOSANT_MCP_TOOLS: " ",
    PATH: "/bin"
  }

  it("has the variables that are set, except the token", () => {
    const { env, needsToken } = launchOn({ environment })
    assert.deepEqual(env, { LOSANT_INSTANCE_ID: "5e0be1000fc1aea100000001", LOSANT_MCP_PROFILE: "staging" })
    assert.isTrue(needsToken)
  })

  it("has a text to replace if no instance is set", () => {
    assert.deepEqual(launchOn({}).env, { LOSANT_INSTANCE_ID: "<your instance's id>" })
  })

  it("has nothing of Losant for the emulator", () => {
    const { env, needsToken } = launchOn({ environment }, { emulator: true })
    assert.deepEqual(env, { LOSANT_MCP_PROFILE: "staging" })
    assert.isFalse(needsToken)
  })

  it("has the proxy, unless it contains a password", () => {
    const way = { HTTPS_PROXY: "http://proxy:8080", NO_PROXY: "localhost", NODE_EXTRA_CA_CERTS: "/etc/ca.pem" }
    assert.deepInclude(launchOn({ environment: way, system: currentSystem }).env, way)
    assert.deepEqual(launchOn({ environment: way }, { emulator: true }).env, {})
    const secret = { HTTPS_PROXY: "http://ada:pass-word@proxy:8080" }
    assert.notProperty(launchOn({ environment: secret, system: currentSystem }).env, "HTTPS_PROXY")
    assert.deepEqual(findOmittedVariables(secret), ["HTTPS_PROXY"])
    const certificates = { NODE_EXTRA_CA_CERTS: "/home/ada@example.com/ca.pem" }
    assert.deepInclude(launchOn({ environment: certificates, system: currentSystem }).env, certificates)
    assert.deepEqual(findOmittedVariables(certificates), [])
  })

  it("has the absolute path of the token's file, unless the token itself is set", () => {
    const file = { LOSANT_API_TOKEN_FILE: "token" }
    const { env, needsToken } = launchOn({ environment: file, system: currentSystem })
    assert.strictEqual(env["LOSANT_API_TOKEN_FILE"], Path.resolve("token"))
    assert.isFalse(needsToken)
    assert.isUndefined(launchOn({ environment: { ...environment, ...file } }).env["LOSANT_API_TOKEN_FILE"])
  })
})
