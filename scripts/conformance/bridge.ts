/**
 * Makes a server that speaks over stdio reachable over HTTP on this machine, for clients that know only HTTP. The
 * bridge changes no message of either side. It does itself the parts of the protocol that exist over HTTP alone:
 * sessions, headers, statuses and streams.
 */
import { createAdaptorServer } from "@hono/node-server"
import {
  classifyInboundRequest,
  hostHeaderValidationResponse,
  isJSONRPCNotification,
  isJSONRPCRequest,
  localhostAllowedHostnames,
  localhostAllowedOrigins,
  originValidationResponse
} from "@modelcontextprotocol/server"
import { makeExchanges } from "./exchange.ts"
import type { Command } from "./serverProcess.ts"
import { makeSessions } from "./sessions.ts"

export interface Bridge {
  readonly url: string
  readonly close: () => Promise<void>
}

const headerMismatch = -32020

const refuse = (status: number, code: number, message: string, id: unknown = null) =>
  Response.json({ jsonrpc: "2.0", id, error: { code, message } }, { status })

const idOf = (body: unknown): unknown => (isJSONRPCRequest(body) ? body.id : null)

const standardHeaders = ({ headers }: Request) => {
  const version = headers.get("mcp-protocol-version")
  const method = headers.get("mcp-method")
  const name = headers.get("mcp-name")
  return {
    ...(version === null ? {} : { protocolVersionHeader: version }),
    ...(method === null ? {} : { mcpMethodHeader: method }),
    ...(name === null ? {} : { mcpNameHeader: name })
  }
}

/** Starts a bridge. `command` starts the server, once for each client that needs one. */
export const startBridge = async (command: Command): Promise<Bridge> => {
  const sessions = makeSessions(command)
  const exchanges = makeExchanges(command)

  const handle = async (request: Request): Promise<Response> => {
    const stranger =
      hostHeaderValidationResponse(request, localhostAllowedHostnames()) ??
      originValidationResponse(request, localhostAllowedOrigins())
    if (stranger !== undefined) return stranger
    const body: unknown = await request
      .clone()
      .json()
      .catch(() => undefined)
    const route = classifyInboundRequest({ httpMethod: request.method, body, ...standardHeaders(request) })
    if (route.kind === "legacy" || body === undefined) return sessions.handle(request, body)
    if (route.kind === "modern") return exchanges.handle(request, route.message)
    // The server itself answers an invalid message. But it cannot know that a message and its headers disagree.
    const isOfServer = route.code !== headerMismatch && (isJSONRPCRequest(body) || isJSONRPCNotification(body))
    return isOfServer
      ? exchanges.handle(request, body, route.httpStatus)
      : refuse(route.httpStatus, route.code, route.message, idOf(body))
  }

  const http = createAdaptorServer({ fetch: handle })
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve))
  const address = http.address()
  if (address === null || typeof address === "string") throw new Error("The bridge listens at no port.")
  return {
    url: `http://127.0.0.1:${address.port}/mcp`,
    close: async () => {
      await Promise.all([sessions.close(), exchanges.close()])
      if ("closeAllConnections" in http) http.closeAllConnections()
      await new Promise((resolve) => http.close(resolve))
    }
  }
}
