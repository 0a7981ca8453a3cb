// Starts the server by its name, as the configuration of a client does, and drives it by an MCP client. The argument is
// the path of the program.
import assert from "node:assert/strict"
import { execFileSync } from "node:child_process"
import { existsSync } from "node:fs"
import { Client } from "@modelcontextprotocol/client"
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio"

const [program = "effect-losant-mcp"] = process.argv.slice(2)
const client = new Client({ name: "consumer", version: "1.0.0" }, { versionNegotiation: { mode: "auto" } })
const env = { PATH: process.env["PATH"] ?? "" }
await client.connect(new StdioClientTransport({ command: program, args: ["--emulator"], env }))

const { tools } = await client.listTools()
assert.ok(tools.some(({ name }) => name === "losant_list_orgs"))
const call = async (name: string, args: Record<string, unknown>) => {
  const { isError, content } = await client.callTool({ name, arguments: args })
  assert.ok(isError !== true, `${name}: ${JSON.stringify(content)}`)
}
await call("losant_list_orgs", { perPage: 1 })
// A chart needs a renderer, which lies beside the chunks and is loaded when it is first needed.
await call("losant_get_org_payload_breakdown", { orgId: "Harborview Apartments", chart: true })
await client.close()

const said = (...args: ReadonlyArray<string>) =>
  execFileSync(program, args, { env: { ...env, LOSANT_MCP_JOURNAL: "off" }, encoding: "utf8", stdio: "pipe" })
assert.ok(said("doctor", "--emulator").endsWith("Nothing has to be corrected.\n"))
const { command, args } = JSON.parse(said("print-config", "claude-desktop", "--local")).mcpServers.losant
assert.ok(existsSync(command) && existsSync(args[0]), "the settings name no files")
console.log(`${tools.length} tools`)
