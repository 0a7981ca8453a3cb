/**
 * Asks assistants that people use for the state of the server. If possible, each assistant knows the server by two
 * names: `losant` from the settings that the server prints for it, and `added` from the assistant's own command. No
 * assistant needs an account for this.
 */
import assert from "node:assert/strict"
import { join } from "node:path"
import type { JSONRPCMessage } from "@modelcontextprotocol/server"
import { startServer } from "../conformance/serverProcess.ts"
import { defaultTools } from "../tables/sources.ts"
import { type Place, printConfig, put, runIn, showIn, timeout } from "./place.ts"
import { assertConnected } from "./status.ts"

export const gemini = async (place: Place, program: string): Promise<string> => {
  put(join(place.home, ".gemini/settings.json"), await printConfig(place, "gemini"))
  await runIn(place, program, ["mcp", "add", "added", place.server, "--", "--emulator"])
  return assertConnected(await showIn(place, program, ["mcp", "list"]), "losant", "added")
}

export const claudeCode = async (place: Place, program: string): Promise<string> => {
  put(join(place.project, ".mcp.json"), await printConfig(place, "claude-code"))
  // Without this setting, the servers of a project wait until a person allows them.
  put(join(place.home, ".claude/settings.json"), JSON.stringify({ enableAllProjectMcpServers: true }))
  await runIn(place, program, ["mcp", "add", "added", "--", place.server, "--emulator"])
  return assertConnected(await showIn(place, program, ["mcp", "list"]), "losant", "added")
}

interface Status {
  readonly name: string
  readonly serverInfo: { readonly name: string } | null
  readonly tools: Readonly<Record<string, unknown>>
}

/** Asks Codex as an editor that embeds it does. It tells the status of servers to nobody else. */
export const codex = async (place: Place, program: string): Promise<string> => {
  // Codex does not start servers in the project's folder, so npx would not find the unpublished package there.
  put(join(place.home, ".codex/config.toml"), await printConfig(place, "codex", "--local"))
  await runIn(place, program, ["mcp", "add", "added", "--", place.server, "--emulator"])

  const waiting = new Map<unknown, (message: JSONRPCMessage) => void>()
  const command = { program: process.execPath, args: [program, "app-server"], env: place.env, silent: true }
  const server = startServer(command, (message) => {
    if ("id" in message) waiting.get(message.id)?.(message)
  })
  // If Codex does not answer, it is ended. Then the requests to it fail.
  const timer = setTimeout(() => void server.close(), timeout)
  const ask = (id: number, method: string, params: Record<string, unknown>) =>
    new Promise<JSONRPCMessage>((resolve, reject) => {
      waiting.set(id, resolve)
      void server.ended.then(() => reject(new Error(`Codex ended before it answered ${method}.`)))
      server.send({ jsonrpc: "2.0", id, method, params })
    })
  try {
    await ask(1, "initialize", { clientInfo: { name: "effect-losant", version: "1.0.0" } })
    server.send({ jsonrpc: "2.0", method: "initialized" })
    const answer = await ask(2, "mcpServerStatus/list", {})
    assert.ok("result" in answer, JSON.stringify(answer))
    // Sound: this is the shape of Codex's own protocol. If it is another one, the comparison below fails.
    const { data } = answer.result as { readonly data: ReadonlyArray<Status> }
    const seen = data.map(({ name, serverInfo, tools }) => [name, serverInfo?.name, Object.keys(tools).length])
    assert.deepEqual(seen.sort(), [
      ["added", "effect-losant", defaultTools.length],
      ["losant", "effect-losant", defaultTools.length]
    ])
    return `losant and added connected, ${defaultTools.length} tools`
  } finally {
    clearTimeout(timer)
    await server.close()
  }
}

/** Asks mcporter, a client for scripts. It calls a tool too. */
export const mcporter = async (place: Place, program: string): Promise<string> => {
  await runIn(place, program, ["config", "add", "losant", "--command", place.server, "--arg", "--emulator"])
  const listed = await runIn(place, program, ["list"])
  assert.ok(listed.includes(`losant (${defaultTools.length} tools`), listed)
  const called = await runIn(place, program, ["call", "losant.losant_list_orgs", "perPage=2", "--output", "json"])
  assert.equal(JSON.parse(called).count, 2)
  return `losant listed, ${defaultTools.length} tools, a call`
}
