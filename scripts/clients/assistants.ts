/**
 * Assistants that people use, asked how the server is. Each has it twice, where that is possible: `losant` from the
 * settings that the server prints for it, and `added` as its own command adds it. None of them needs an account for it.
 */
import assert from "node:assert/strict"
import { join } from "node:path"
import type { JSONRPCMessage } from "@modelcontextprotocol/server"
import { startServer } from "../conformance/serverProcess.ts"
import { definitions } from "../tables/sources.ts"
import { type Place, printConfig, put, runIn, showIn, timeout } from "./place.ts"
import { connected } from "./status.ts"

export const gemini = async (place: Place, program: string): Promise<string> => {
  put(join(place.home, ".gemini/settings.json"), await printConfig(place, "gemini"))
  await runIn(place, program, ["mcp", "add", "added", place.server, "--", "--emulator"])
  return connected(await showIn(place, program, ["mcp", "list"]), "losant", "added")
}

export const claudeCode = async (place: Place, program: string): Promise<string> => {
  put(join(place.project, ".mcp.json"), await printConfig(place, "claude-code"))
  // Otherwise the servers of a project wait until a person allows them.
  put(join(place.home, ".claude/settings.json"), JSON.stringify({ enableAllProjectMcpServers: true }))
  await runIn(place, program, ["mcp", "add", "added", "--", place.server, "--emulator"])
  return connected(await showIn(place, program, ["mcp", "list"]), "losant", "added")
}

interface Status {
  readonly name: string
  readonly serverInfo: { readonly name: string } | null
  readonly tools: Readonly<Record<string, unknown>>
}

/** Codex tells the status of servers to the editors that embed it, and to them only. */
export const codex = async (place: Place, program: string): Promise<string> => {
  // It starts servers elsewhere than in the project, where npx does not find what is not published.
  put(join(place.home, ".codex/config.toml"), await printConfig(place, "codex", "--local"))
  await runIn(place, program, ["mcp", "add", "added", "--", place.server, "--emulator"])

  const waiting = new Map<unknown, (message: JSONRPCMessage) => void>()
  const command = { program: process.execPath, args: [program, "app-server"], env: place.env, silent: true }
  const server = startServer(command, (message) => {
    if ("id" in message) waiting.get(message.id)?.(message)
  })
  // One that does not answer is ended, upon which what is asked of it fails.
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
    // The shape is that of Codex's own protocol; a wrong guess fails the comparison below.
    const { data } = answer.result as { readonly data: ReadonlyArray<Status> }
    const seen = data.map(({ name, serverInfo, tools }) => [name, serverInfo?.name, Object.keys(tools).length])
    assert.deepEqual(seen.sort(), [
      ["added", "effect-losant", definitions.length],
      ["losant", "effect-losant", definitions.length]
    ])
    return `losant and added connected, ${definitions.length} tools`
  } finally {
    clearTimeout(timer)
    await server.close()
  }
}

/** A client for scripts, which also calls a tool. */
export const mcporter = async (place: Place, program: string): Promise<string> => {
  await runIn(place, program, ["config", "add", "losant", "--command", place.server, "--arg", "--emulator"])
  const listed = await runIn(place, program, ["list"])
  assert.ok(listed.includes(`losant (${definitions.length} tools`), listed)
  const called = await runIn(place, program, ["call", "losant.losant_list_orgs", "perPage=2", "--output", "json"])
  assert.equal(JSON.parse(called).count, 2)
  return `losant listed, ${definitions.length} tools, a call`
}
