/** HTTP of revision 2025-11-25. Each client has a session with a server process of its own. */
import { randomUUID } from "node:crypto"
import { type JSONRPCMessage, WebStandardStreamableHTTPServerTransport } from "@modelcontextprotocol/server"
import { type Command, startServer } from "./serverProcess.ts"

type Handle = (request: Request, parsedBody: unknown) => Promise<Response>

interface Session {
  readonly handle: Handle
  readonly close: () => Promise<void>
}

export interface Sessions {
  readonly handle: Handle
  readonly close: () => Promise<void>
}

const header = "mcp-session-id"

const isInitialize = (body: unknown): boolean =>
  typeof body === "object" && body !== null && "method" in body && body.method === "initialize"

const openSession = async (
  command: Command,
  onOpen: (id: string) => void,
  onClose: (id: string) => void
): Promise<Session> => {
  /** The ids of the client's requests that are not answered yet, from the oldest to the newest. */
  const open = new Set<string | number>()
  const transport = new WebStandardStreamableHTTPServerTransport({
    sessionIdGenerator: randomUUID,
    onsessioninitialized: onOpen,
    onsessionclosed: onClose
  })
  const server = startServer(command, (message) => {
    // Over HTTP each message of the server belongs to a request of the client, but over stdio the server does not say
    // which. The newest request is right for clients like the suite, which send one request at a time.
    const last = [...open].at(-1)
    if (!("method" in message) && message.id !== undefined) open.delete(message.id)
    const related = "method" in message && last !== undefined ? { relatedRequestId: last } : {}
    void transport.send(message, related)
  })
  transport.onmessage = (message: JSONRPCMessage) => {
    if ("method" in message && "id" in message) open.add(message.id)
    server.send(message)
  }
  await transport.start()
  return {
    handle: (request, parsedBody) => transport.handleRequest(request, { parsedBody }),
    close: async () => {
      await transport.close()
      await server.close()
    }
  }
}

export const makeSessions = (command: Command): Sessions => {
  const sessions = new Map<string, Session>()
  const end = async (id: string) => {
    const session = sessions.get(id)
    sessions.delete(id)
    await session?.close()
  }
  /** Answers requests that belong to no session, as the protocol says. No server could answer them. */
  const stray: Handle = (request, parsedBody) =>
    new WebStandardStreamableHTTPServerTransport({ sessionIdGenerator: randomUUID }).handleRequest(request, {
      parsedBody
    })

  const begin: Handle = async (request, parsedBody) => {
    let opened: string | undefined
    const session = await openSession(
      command,
      (id) => {
        opened = id
        sessions.set(id, session)
      },
      (id) => void end(id)
    )
    const response = await session.handle(request, parsedBody)
    if (opened === undefined) await session.close()
    return response
  }

  return {
    handle: (request, parsedBody) => {
      const id = request.headers.get(header)
      if (id === null) return isInitialize(parsedBody) ? begin(request, parsedBody) : stray(request, parsedBody)
      const session = sessions.get(id)
      if (session !== undefined) return session.handle(request, parsedBody)
      const error = { code: -32001, message: "There is no such session: begin another with initialize." }
      return Promise.resolve(Response.json({ jsonrpc: "2.0", id: null, error }, { status: 404 }))
    },
    close: async () => {
      await Promise.all([...sessions.keys()].map(end))
    }
  }
}
