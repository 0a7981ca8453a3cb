/** HTTP of revision 2026-07-28: there are no sessions, so each request has a server process of its own. */
import {
  type JSONRPCMessage,
  type JSONRPCNotification,
  type JSONRPCRequest,
  PerRequestHTTPServerTransport
} from "@modelcontextprotocol/server"
import { type Command, type ServerProcess, startServer } from "./serverProcess.ts"

const revision = "2026-07-28"

// The first request over stdio chooses the revision, and from then on the server holds each request to it: so it says
// itself what is wrong with one that does not state its revision. server/discover would choose none.
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

/** The statuses that the protocol gives to errors over HTTP; all others are answers like any other. */
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
  /** Adds a listener to the messages that it writes from now on. */
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
  /** `status` is that of an error which the classification of the request foretells. */
  readonly handle: (
    request: Request,
    message: JSONRPCRequest | JSONRPCNotification,
    status?: number
  ) => Promise<Response>
  readonly close: () => Promise<void>
}

/** As many servers wait for the next requests: the suite gives some of its requests half a second. */
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
    // One that ends without an answer lets nobody wait.
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
