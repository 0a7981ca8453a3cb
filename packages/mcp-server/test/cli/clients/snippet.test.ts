import { assert, describe, it } from "@effect/vitest"
import { parse } from "smol-toml"
import { clients } from "../../../src/cli/clients/clients.ts"
import { formatSettings } from "../../../src/cli/clients/snippet.ts"

const launch = { command: "npx", args: ["-y", 'a "b" \\ \u007F é'], env: { LOSANT_MCP_PROFILE: "x" }, needsToken: true }

describe("formatSettings", () => {
  it("refers to the client's environment for the token, if the client replaces references", () => {
    const references = (["claude-code", "cursor", "gemini", "windsurf"] as const).map(
      (name) => JSON.parse(formatSettings(clients[name], "losant", launch)).mcpServers.losant.env.LOSANT_API_TOKEN
    )
    const inBraces = (name: string) => `\${${name}}`
    assert.deepEqual(references, [
      inBraces("LOSANT_API_TOKEN"),
      inBraces("env:LOSANT_API_TOKEN"),
      "$LOSANT_API_TOKEN",
      inBraces("env:LOSANT_API_TOKEN")
    ])
  })

  it("makes VS Code ask for the token, unless it is in the settings", () => {
    const { inputs, servers } = JSON.parse(formatSettings(clients.vscode, "losant", launch))
    assert.deepInclude(inputs[0], { type: "promptString", id: "losant-api-token", password: true })
    assert.strictEqual(servers.losant.env.LOSANT_API_TOKEN, "$".concat("{input:losant-api-token}"))
    assert.strictEqual(servers.losant.type, "stdio")
    assert.notProperty(JSON.parse(formatSettings(clients.vscode, "losant", launch, "t")), "inputs")
  })

  it("makes Codex pass the variable on, and escapes texts for TOML", () => {
    assert.deepEqual(parse(formatSettings(clients.codex, "losant-x", launch)), {
      mcp_servers: {
        "losant-x": {
          command: "npx",
          args: launch.args,
          env_vars: ["LOSANT_API_TOKEN"],
          startup_timeout_sec: 60,
          env: launch.env
        }
      }
    })
    const withToken = parse(formatSettings(clients.codex, "losant", launch, "t"))
    assert.notInclude(JSON.stringify(withToken), "env_vars")
    assert.include(JSON.stringify(withToken), '"LOSANT_API_TOKEN":"t"')
  })

  it("omits an empty table", () => {
    const text = formatSettings(clients.codex, "losant", { ...launch, env: {}, needsToken: false })
    assert.notInclude(text, "env")
  })

  it("contains no token if none is needed", () => {
    for (const client of Object.values(clients)) {
      assert.notInclude(formatSettings(client, "losant", { ...launch, needsToken: false }), "TOKEN")
    }
  })
})
