/**
 * Serves an emulator over HTTP, only on the loopback interface.
 *
 * @since 0.1.0
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import type { Scope } from "effect/Scope"
import { Emulator } from "../emulator/Emulator.ts"
import { EmulatorError } from "../errors/EmulatorError.ts"
import type { ApiRequest } from "../http/ApiRequest.ts"
import { type Answer, isBodiless } from "../http/Outcome.ts"
import { corsHeaders, hostName, isLoopbackHost, isNamedIn, preflightHeaders } from "./Loopback.ts"
import { sendRawAnswer } from "./RawAnswer.ts"

const host = "127.0.0.1"

// An advanced query is part of the URL, and may be longer than Node's default limit.
const maxHeaderSize = 256 * 1_024

/**
 * The options of a server.
 *
 * @example
 * ```ts
 * import { NodeServer, type NodeServerOptions } from "@effect-losant/emulator"
 *
 * const options: NodeServerOptions = { port: 8080 }
 * const layer = NodeServer.layer(options)
 * ```
 *
 * @since 0.1.0
 */
export interface NodeServerOptions {
  /** The port to listen on. Default 0: any free port. */
  readonly port?: number
  /**
   * Host names without a port, such as `["losant.test"]`, for which the server also answers: a proxy or a container may
   * give the emulator such a name. A web page can reach the emulator if its owner can point this name at this machine
   * (DNS rebinding). Default none.
   */
  readonly allowedHosts?: ReadonlyArray<string>
}

const readHosts = (hosts: ReadonlyArray<string>): Effect.Effect<ReadonlySet<string>, EmulatorError> =>
  Effect.map(
    Effect.forEach(hosts, (host) => {
      const name = hostName(host)
      const message = `allowedHosts takes host names without a port, such as losant.test, not ${JSON.stringify(host)}.`
      return name === undefined ? Effect.fail(new EmulatorError({ message })) : Effect.succeed(name)
    }),
    (names) => new Set(names)
  )

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

/** Reads the body, and gives undefined when it is longer than `limit` bytes. */
const readBody = (request: IncomingMessage, limit: number, done: (body: string | undefined) => void): void => {
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

const send = (response: ServerResponse, { status, headers, body }: Answer): void => {
  // Node would encode a text twice: for its length, and to send it.
  const bytes = Buffer.from(body)
  const length = isBodiless(status) ? {} : { "content-length": bytes.byteLength }
  response.writeHead(status, { ...headers, ...length }).end(bytes)
}

const misdirected: Answer = {
  status: 421,
  headers: { "content-type": "application/json; charset=utf-8", connection: "close" },
  body: JSON.stringify({
    type: "MisdirectedRequest",
    message:
      "The emulator answers only requests whose Host is of this machine, such as 127.0.0.1 or localhost, or is allowed " +
      "when it starts (--allow-host, allowedHosts)"
  })
}

/** Answers a request that the API must not get: one for another host, or a preflight of CORS. False for all others. */
const answerItself = (
  { method, headers }: IncomingMessage,
  response: ServerResponse,
  allowedHosts: ReadonlySet<string>
): boolean => {
  if (!isLoopbackHost(headers.host) && !isNamedIn(headers.host, allowedHosts)) {
    send(response, misdirected)
    return true
  }
  if (method !== "OPTIONS") return false
  const cors = preflightHeaders(headers.origin, headers["access-control-request-headers"])
  send(response, { status: 204, headers: cors, body: "" })
  return true
}

/**
 * A server in front of an emulator. It answers only requests whose `Host` names this machine or an allowed host. Pages
 * of this machine may use it from a browser.
 *
 * @example
 * ```ts
 * import { Emulator, NodeServer } from "@effect-losant/emulator"
 * import * as Console from "effect/Console"
 * import * as Effect from "effect/Effect"
 * import * as Layer from "effect/Layer"
 *
 * // The server is for programs in other processes. It stops with the layer.
 * const program = Effect.gen(function* () {
 *   const { url } = yield* NodeServer
 *   const { instanceId } = yield* Emulator
 *   yield* Console.log(`LOSANT_API_URL=${url} LOSANT_INSTANCE_ID=${instanceId} LOSANT_API_TOKEN=emulator-token`)
 *   yield* Effect.never
 * }).pipe(Effect.provide(NodeServer.layer({ port: 8080 }).pipe(Layer.provideMerge(Emulator.layer()))))
 * ```
 *
 * @since 0.1.0
 */
export class NodeServer extends Context.Service<
  NodeServer,
  {
    /** The URL of the server, such as `http://127.0.0.1:8080`. */
    readonly url: string
  }
>()("@effect-losant/emulator/NodeServer") {
  /** Starts a server, which stops with the scope. @since 0.1.0 */
  static readonly make = Effect.fnUntraced(function* (
    options: NodeServerOptions = {}
  ): Effect.fn.Return<NodeServer["Service"], EmulatorError, Emulator | Scope> {
    const emulator = yield* Emulator
    const run = Effect.runForkWith(yield* Effect.context<never>())
    const allowedHosts = yield* readHosts(options.allowedHosts ?? [])
    const server = createServer({ maxHeaderSize }, (request, response) => {
      if (answerItself(request, response, allowedHosts)) return
      const { socket } = request
      const cors = corsHeaders(request.headers.origin)
      let isOver = false
      const markOver = () => {
        isOver = true
      }
      const handle = Effect.fnUntraced(function* (body: string | undefined) {
        const outcome = yield* emulator.respond(toRequest(request, body))
        if (socket.destroyed) return
        if (outcome.kind === "answer") {
          send(response, { ...outcome.answer, headers: { ...outcome.answer.headers, ...cors } })
        } else {
          // A slow or long answer ends when its client closes the connection.
          const answer =
            outcome.answer === undefined
              ? undefined
              : { ...outcome.answer, headers: [...outcome.answer.headers, ...Object.entries(cors)] }
          const fiber = yield* Effect.forkChild(sendRawAnswer(socket, answer, outcome.end, markOver))
          socket.once("close", () => fiber.interruptUnsafe())
          yield* Fiber.await(fiber)
        }
      })
      response.once("close", () => {
        if (!isOver && !response.writableFinished) run(emulator.abandon)
      })
      readBody(request, emulator.maxBodyBytes, (body) => run(handle(body)))
    })
    const port = yield* Effect.acquireRelease(listen(server, options.port ?? 0), () => close(server))
    return NodeServer.of({ url: `http://${host}:${port}` })
  })

  /** A layer with a server for the emulator of the context. @since 0.1.0 */
  static readonly layer = (options: NodeServerOptions = {}): Layer.Layer<NodeServer, EmulatorError, Emulator> =>
    Layer.effect(NodeServer, NodeServer.make(options))
}
