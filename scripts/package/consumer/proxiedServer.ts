// Runs the server behind a proxy, with the variables of docs/configuration.md only. The argument is the program.
import assert from "node:assert/strict"
import { Client } from "@modelcontextprotocol/client"
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio"

const [program = "effect-losant-mcp"] = process.argv.slice(2)
const names = ["PATH", "HTTPS_PROXY", "NODE_EXTRA_CA_CERTS", "NODE_USE_ENV_PROXY"]
const isPassed = (name: string) => names.includes(name) || name.startsWith("LOSANT_")
const env = Object.fromEntries(
  Object.entries(process.env).flatMap(([name, value]) => (value !== undefined && isPassed(name) ? [[name, value]] : []))
)
const client = new Client({ name: "consumer", version: "1.0.0" }, { versionNegotiation: { mode: "auto" } })
await client.connect(new StdioClientTransport({ command: program, env }))
const { isError, content } = await client.callTool({ name: "losant_list_orgs", arguments: { perPage: 1 } })
assert.ok(isError !== true, JSON.stringify(content))
await client.close()
console.log("organizations listed")
