// A server that answers each request with the request itself. Before it answers a call of a tool, it pings the client.
import { createInterface } from "node:readline"

/** @param {object} message */
const write = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`)
const calls = new Map()

for await (const line of createInterface({ input: process.stdin })) {
  const message = JSON.parse(line)
  const call = calls.get(message.id)
  if (call !== undefined) write({ id: call, result: { content: [], structuredContent: { answered: message } } })
  else if (message.method === "tools/call") {
    calls.set("from the server", message.id)
    write({ id: "from the server", method: "ping" })
  } else if (message.method === "no/such/method") write({ id: message.id, error: { code: -32601, message: "none" } })
  else if (message.method === "initialize") {
    const { protocolVersion } = message.params
    write({
      id: message.id,
      result: { protocolVersion, capabilities: {}, serverInfo: { name: "echo", version: "1.0.0" } }
    })
  } else if (message.id !== undefined) write({ id: message.id, result: { heard: message } })
}
