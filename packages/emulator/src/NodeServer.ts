/**
 * Serves an emulator over HTTP, on the loopback interface only.
 *
 * @since 0.1.0
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { Scope } from "effect/Scope"
import type { Answer, ApiRequest, Outcome } from "./Api.ts"
import { Emulator } from "./Emulator.ts"
import { EmulatorError } from "./EmulatorError.ts"

const host = "127.0.0.1"

// An advanced query is a part of the URL, and may be longer than Node takes by default.
const maxHeaderSize = 256 * 1_024

/** What can be chosen for a server. @since 0.1.0 */
export interface NodeServerOptions {
  /** Default 0: any that is free. */
  readonly port?: number
}

const listen = (server: Server, port: number): Effect.Effect<number, EmulatorError> =>
  Effect.callback((resume) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const message =
        error.code === "EADDRINUSE"
          ? `Port ${port} is in use. Choose another, or 0 for any that is free.`
          : `The server cannot listen on port ${port}: ${error.message}`
      resume(Effect.fail(new EmulatorError({ message })))
    })
    server.listen(port, host, () => {
      const address = server.address()
      resume(Effect.succeed(typeof address === "object" && address !== null ? address.port : port))
    })
  })

const close = (server: Server): Effect.Effect<void> =>
  Effect.callback((resume) => {
    server.close(() => resume(Effect.void))
    server.closeAllConnections()
  })

/** Reads the body, of which no more than `limit` bytes are kept. */
const read = (request: IncomingMessage, limit: number, done: (body: string | undefined) => void): void => {
  const chunks: Array<Buffer> = []
  let length = 0
  request.on("data", (chunk: Buffer) => {
    length += chunk.byteLength
    if (length <= limit) chunks.push(chunk)
  })
  request.on("end", () => done(length > limit ? undefined : Buffer.concat(chunks).toString("utf8")))
}

const toRequest = (request: IncomingMessage, body: string | undefined): ApiRequest => {
  const [path = "", ...query] = (request.url ?? "").split("?")
  return {
    method: request.method ?? "",
    path,
    query: new URLSearchParams(query.join("?")),
    authorization: request.headers.authorization,
    body
  }
}

const writeHead = (response: ServerResponse, { status, headers, body }: Answer) =>
  response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) })

const send = (response: ServerResponse, outcome: Outcome): void => {
  if (outcome.kind === "answer") {
    writeHead(response, outcome.answer).end(outcome.answer.body)
    return
  }
  const finish = () => {
    if (outcome.kind === "cut") response.destroy()
  }
  if (outcome.begun === undefined) {
    finish()
    return
  }
  const bytes = Buffer.from(outcome.begun.body)
  writeHead(response, outcome.begun).write(bytes.subarray(0, Math.ceil(bytes.length / 2)), finish)
}

/** A server in front of an emulator. @since 0.1.0 */
export class NodeServer extends Context.Service<
  NodeServer,
  {
    /** Such as `http://127.0.0.1:8080`. */
    readonly url: string
  }
>()("@effect-losant/emulator/NodeServer") {
  /** Starts a server that stops with the scope. @since 0.1.0 */
  static readonly make = Effect.fnUntraced(function* (
    options: NodeServerOptions = {}
  ): Effect.fn.Return<NodeServer["Service"], EmulatorError, Emulator | Scope> {
    const emulator = yield* Emulator
    const run = Effect.runForkWith(yield* Effect.context<never>())
    const server = createServer({ maxHeaderSize }, (request, response) => {
      let cut = false
      response.once("close", () => {
        if (!cut && !response.writableFinished) run(emulator.abandon)
      })
      read(request, emulator.maxBodyBytes, (body) =>
        run(
          Effect.map(emulator.respond(toRequest(request, body)), (outcome) => {
            cut = outcome.kind === "cut"
            if (!response.destroyed) send(response, outcome)
          })
        )
      )
    })
    const port = yield* Effect.acquireRelease(listen(server, options.port ?? 0), () => close(server))
    return NodeServer.of({ url: `http://${host}:${port}` })
  })

  /** A server for the emulator of the context. @since 0.1.0 */
  static readonly layer = (options: NodeServerOptions = {}): Layer.Layer<NodeServer, EmulatorError, Emulator> =>
    Layer.effect(NodeServer, NodeServer.make(options))
}
