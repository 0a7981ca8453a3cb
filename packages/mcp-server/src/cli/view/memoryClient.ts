/** A client in the memory of this process, which shows views. It speaks the older revision, which needs one handshake. */
import { InMemoryTransport, type JSONRPCMessage, type McpServer } from "@modelcontextprotocol/server"
import { serveStdio } from "@modelcontextprotocol/server/stdio"
import { version } from "../../config/version.ts"
import { extensionId, pageMimeType } from "../../model/views/names.ts"
import { type JsonObject, toJsonObject } from "../../text/json.ts"

export interface MemoryClient {
  /** Sends a request. It rejects with the message of an error of the protocol. */
  readonly request: (method: string, params: JsonObject) => Promise<JsonObject>
  readonly close: () => Promise<void>
}

type Waiting = (message: JSONRPCMessage) => void

/** Connects to a server that this process makes. */
export const connectInMemory = async (makeServer: () => McpServer): Promise<MemoryClient> => {
  const [ours, theirs] = InMemoryTransport.createLinkedPair()
  const handle = serveStdio(makeServer, { transport: theirs })
  const waiting = new Map<unknown, Waiting>()
  let lastId = 0
  ours.onmessage = (message) => {
    // A request of the server, such as a form, is not answered: a view needs none.
    if ("id" in message && !("method" in message)) waiting.get(message.id)?.(message)
  }
  await ours.start()
  const request: MemoryClient["request"] = (method, params) =>
    new Promise((resolve, reject) => {
      const id = ++lastId
      waiting.set(id, (message) => {
        waiting.delete(id)
        if ("result" in message) resolve(toJsonObject(message.result))
        else reject(new Error("error" in message ? message.error.message : "The server gave no result."))
      })
      ours.send({ jsonrpc: "2.0", id, method, params: { ...params } }).catch(reject)
    })
  await request("initialize", {
    protocolVersion: "2025-11-25",
    capabilities: { extensions: { [extensionId]: { mimeTypes: [pageMimeType] } } },
    clientInfo: { name: "preview", version }
  })
  await ours.send({ jsonrpc: "2.0", method: "notifications/initialized" })
  return { request, close: () => handle.close() }
}
