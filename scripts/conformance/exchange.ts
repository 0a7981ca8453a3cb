/** HTTP of revision 2026-07-28. There are no sessions, so each request has a server process of its own. */
import {
  type JSONRPCMessage,
  type JSONRPCNotification,
  type JSONRPCRequest,
  PerRequestHTTPServerTransport
} from "@modelcontextprotocol/server"
import { type Command, type ServerProcess, startServer } from "./serverProcess.ts"

const revision = "2026-07-28"

// The first request over stdio chooses the revision, and the server holds all later requests to it. So the server
// itself answers a request that does not state its revision. server/discover would choose none.
const opening: JSONRPCRequest = {
  jsonrpc: "2.0",
  id: "the bridge's own",
  method: "prompts/list",
  params: {
    _meta: {
      "io.modelcontextprotocol/protocolVersion": revision,
      "io.modelcontextprotocol/clientInfo": { name: "conformance-bridge", version: "1.0.0" },
      "io.modelcontextprotocol/clientCapabilities": {}
    }
  }
}

/** The HTTP statuses of the errors for which the protocol defines one. All other errors have the status 200. */
const statuses: Readonly<Record<number, number>> = {
  [-32700]: 400,
  [-32600]: 400,
  [-32601]: 404,
  [-32020]: 400,
  [-32021]: 400,
  [-32022]: 400
}

const codeOf = (message: JSONRPCMessage): number | undefined => ("error" in message ? message.error.code : undefined)

interface Opened {
  readonly server: ServerProcess
  /** Sets the function that gets each message of the server from now on. */
  readonly hear: (listener: (message: JSONRPCMessage) => void) => void
}

const open = async (command: Command): Promise<Opened> => {
  let listener: (message: JSONRPCMessage) => void = () => {}
  const server = startServer(command, (message) => listener(message))
  const answered = new Promise<void>((resolve) => {
    listener = () => resolve()
  })
  server.send(opening)
  await Promise.race([answered, server.ended])
  return {
    server,
    hear: (other) => {
      listener = other
    }
  }
}

export interface Exchanges {
  /** `status` is the status of the error that the classification of the request predicts. */
  readonly handle: (
    request: Request,
    message: JSONRPCRequest | JSONRPCNotification,
    status?: number
  ) => Promise<Response>
  readonly close: () => Promise<void>
}

/** So many servers wait for the next requests, since the suite gives some requests only half a second. */
const spares = 3

export const makeExchanges = (command: Command): Exchanges => {
  const waiting = Array.from({ length: spares }, () => open(command))
  const take = (): Promise<Opened> => {
    waiting.push(open(command))
    return waiting.shift() ?? open(command)
  }

  const handle: Exchanges["handle"] = async (request, message, status) => {
    const transport = new PerRequestHTTPServerTransport({ classification: { era: "modern", revision } })
    const { server, hear } = await take()
    let code: number | undefined
    hear((answer) => {
      if (!("method" in answer)) code = codeOf(answer)
      void transport.send(answer, "id" in message ? { relatedRequestId: message.id } : {})
    })
    transport.onmessage = server.send
    transport.onclose = () => void server.close()
    // If the server ends without an answer, the client must not wait for one.
    void server.ended.then(() => transport.close())
    await transport.start()
    const response = await transport.handleMessage(message, { request })
    if (!("id" in message)) await transport.close()
    if (code === undefined) return response
    return new Response(response.body, { status: status ?? statuses[code] ?? 200, headers: response.headers })
  }

  return {
    handle,
    close: async () => {
      await Promise.all(waiting.map(async (opened) => (await opened).server.close()))
    }
  }
}
