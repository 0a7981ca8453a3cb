/** Serves the preview of a view to the browsers of this machine. */
import { randomBytes } from "node:crypto"
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import { text } from "node:stream/consumers"
import * as Predicate from "effect/Predicate"
import { type PageName, pageUris } from "../../model/views/names.ts"
import type { PreviewExample } from "../../model/views/Preview.ts"
import { type JsonObject, parseJsonText, toJsonObject } from "../../text/json.ts"
import type { MemoryClient } from "./memoryClient.ts"

/** The policy that a host sets for a page without a policy of its own: no network, and nothing from outside. */
const pagePolicy =
  "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; media-src data:; sandbox allow-scripts"

const hostPolicy =
  "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; connect-src 'self'; frame-src 'self'"

const maxBody = 1_000_000

export interface Preview {
  /** The address to open. Nobody else can guess it. */
  readonly url: string
  readonly close: () => Promise<void>
}

export interface PreviewSetup {
  readonly page: PageName
  readonly examples: ReadonlyArray<PreviewExample>
  readonly client: MemoryClient
  /** The HTML of the small host. */
  readonly host: string
  /** The port, or 0 for any that is free. */
  readonly port: number
}

const send = (response: ServerResponse, status: number, type: string, body: string, policy = "default-src 'none'") => {
  response.writeHead(status, {
    "content-type": `${type}; charset=utf-8`,
    "content-security-policy": policy,
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff"
  })
  response.end(body)
}

const sendJson = (response: ServerResponse, value: unknown): void =>
  send(response, 200, "application/json", JSON.stringify(value))

const fieldsOf = (value: unknown): JsonObject => (Predicate.isObject(value) ? toJsonObject(value) : {})

const readPage = async ({ client, page }: PreviewSetup): Promise<string> => {
  const { contents } = await client.request("resources/read", { uri: pageUris[page] })
  const [first] = Array.isArray(contents) ? contents : []
  const { text: html } = fieldsOf(first)
  return typeof html === "string" ? html : ""
}

const answer = async (
  setup: PreviewSetup,
  path: string,
  request: IncomingMessage,
  response: ServerResponse
): Promise<void> => {
  const { method = "" } = request
  if (method === "GET" && path === "") return send(response, 200, "text/html", setup.host, hostPolicy)
  if (method === "GET" && path === "page") return send(response, 200, "text/html", await readPage(setup), pagePolicy)
  if (method !== "POST") return send(response, 404, "text/plain", "There is nothing here.")
  if (path === "examples") return sendJson(response, setup.examples)
  if (path !== "call") return send(response, 404, "text/plain", "There is nothing here.")
  const body = fieldsOf(parseJsonText(await text(request)))
  return sendJson(response, await setup.client.request("tools/call", body))
}

/** Starts a preview. It listens on the loopback address, and answers only under a path that nobody can guess. */
export const startPreview = (setup: PreviewSetup): Promise<Preview> =>
  new Promise((resolve, reject) => {
    const key = randomBytes(16).toString("base64url")
    const server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? "/", "http://127.0.0.1")
      const port = portOf(server)
      // A page of another site cannot send this host, not even when its own name leads to this machine.
      const isOwn = request.headers.host === `127.0.0.1:${port}` && pathname.startsWith(`/${key}/`)
      const length = Number(request.headers["content-length"] ?? 0)
      if (!isOwn || length > maxBody) return send(response, 404, "text/plain", "There is nothing here.")
      answer(setup, pathname.slice(key.length + 2), request, response).catch((error: Error) =>
        send(response, 500, "text/plain", error.message)
      )
    })
    server.once("error", reject)
    server.listen(setup.port, "127.0.0.1", () => {
      const port = portOf(server)
      resolve({
        url: `http://127.0.0.1:${port}/${key}/`,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed())
            server.closeAllConnections()
          })
      })
    })
  })

const portOf = (server: Server): number => {
  const address = server.address()
  return typeof address === "object" && address !== null ? address.port : 0
}
