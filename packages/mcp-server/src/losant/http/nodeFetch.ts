/**
 * A `fetch` on `node:http`, with the features that core uses. Node's own fetch takes longer to load than the rest of a
 * first call, and its background compilation delays the end of the process.
 */
import * as Http from "node:http"
import * as Https from "node:https"
import type { Readable } from "node:stream"
import { decompress } from "./decompressedBody.ts"
import { Tunnel, type TunnelOptions } from "./tunnel.ts"

// The limits of Node's own fetch, in milliseconds: for an idle connection, and for connecting.
const idleMillis = 4_000
const connectTimeoutMillis = 10_000

// A read may use the connection of an earlier request. If the other side closes that connection at the same moment, core
// reads again. A write cannot be repeated, so it gets a connection that nobody had a reason to close. A check of an idle
// connection would not be enough: the end of it may still be on its way.
const keptOptions = { keepAlive: true, timeout: idleMillis } as const
const freshOptions = { keepAlive: false } as const

/** The agents of one kind of request. */
interface Agents {
  readonly http: Http.Agent
  readonly https: Https.Agent
}

const direct = {
  reads: { http: new Http.Agent(keptOptions), https: new Https.Agent(keptOptions) },
  writes: { http: new Http.Agent(freshOptions), https: new Https.Agent(freshOptions) }
}

const isWrite = (method: string): boolean => method !== "GET"

/** The connection could not be made. Core knows by `syscall` that nothing was sent. */
class ConnectTimeout extends Error {
  override readonly name = "ConnectTimeout"
  readonly code = "ETIMEDOUT"
  readonly syscall = "connect"
  constructor(host: string) {
    super(`no connection to ${host} within ${connectTimeoutMillis} ms`)
  }
}

const limitConnectTime = (request: Http.ClientRequest): void => {
  request.once("socket", (socket) => {
    // A connection of an earlier request is open already.
    if (!socket.connecting) return
    const timer = setTimeout(() => request.destroy(new ConnectTimeout(request.host)), connectTimeoutMillis)
    const clear = () => clearTimeout(timer)
    socket.once("connect", clear)
    socket.once("close", clear)
  })
}

/**
 * Destroys a request when its signal is aborted. Node's own option `signal` also watches for the end of the request, to
 * forget the signal then. That costs a twentieth of a call, and core makes a signal for each request.
 */
const endWith = (signal: AbortSignal, request: Http.ClientRequest): void => {
  const end = () => void request.destroy(signal.reason)
  if (signal.aborted) end()
  else signal.addEventListener("abort", end, { once: true })
}

/** Calls `end` or `fail` once, when the bytes end or fail. */
const watch = (bytes: Readable, end: () => void, fail: (error: Error) => void): void => {
  bytes.once("end", end)
  bytes.once("error", fail)
  // A stream that failed before does not emit the error again.
  if (bytes.errored) fail(bytes.errored)
}

/** The bytes of an answer as a web stream with backpressure. */
const toWebStream = (bytes: Readable): ReadableStream<Uint8Array> =>
  new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        bytes.on("data", (chunk: Uint8Array) => {
          controller.enqueue(chunk)
          bytes.pause()
        })
        watch(
          bytes,
          () => controller.close(),
          (error) => controller.error(error)
        )
        bytes.pause()
      },
      pull: () => void bytes.resume(),
      cancel: () => void bytes.destroy()
    },
    { highWaterMark: 0 }
  )

/** The part of a `Response` that core uses: the body as a whole or as a stream. */
class PartialResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string | ReadonlyArray<string> | undefined>>
  readonly #bytes: Readable

  constructor(incoming: Http.IncomingMessage) {
    this.status = incoming.statusCode ?? 0
    this.headers = incoming.headers
    this.#bytes = decompress(incoming, incoming.headers["content-encoding"])
    // A late error without a listener would crash the process.
    this.#bytes.on("error", () => undefined)
  }

  // Made on demand, because a stream is slower than reading a short body at once.
  get body(): ReadableStream<Uint8Array> {
    return toWebStream(this.#bytes)
  }

  arrayBuffer(): Promise<ArrayBuffer> {
    return new Promise((resolve, reject) => {
      const chunks: Array<Uint8Array> = []
      this.#bytes.on("data", (chunk: Uint8Array) => chunks.push(chunk))
      watch(this.#bytes, () => resolve(concatenate(chunks)), reject)
    })
  }
}

const concatenate = (chunks: ReadonlyArray<Uint8Array>): ArrayBuffer => {
  const bytes = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0))
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.length
  }
  return bytes.buffer
}

/** The part of `RequestInit` that core uses. */
interface Init {
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  readonly signal: AbortSignal
}

// The request reached the wrong server. Another connection may reach the right one.
const misdirected = 421
// Only a proxy answers this status, and no proxy was requested.
const proxyWantsPassword = 407

const send = (agents: Agents, url: URL, init: Init, mayRepeat = !isWrite(init.method)): Promise<PartialResponse> =>
  new Promise((resolve, reject) => {
    const { method, headers, body, signal } = init
    const { request } = url.protocol === "http:" ? Http : Https
    const options: TunnelOptions = {
      method,
      headers: { "accept-encoding": "gzip, br", ...headers },
      agent: url.protocol === "http:" ? agents.http : agents.https,
      until: signal
    }
    const sent = request(url, options)
    endWith(signal, sent)
    limitConnectTime(sent)
    sent.once("response", (incoming) => {
      if (incoming.statusCode === misdirected && mayRepeat) {
        incoming.destroy()
        resolve(send(agents, url, init, false))
      } else if (incoming.statusCode === proxyWantsPassword) {
        incoming.destroy()
        reject(new Error("a proxy wants to know who sends the request (407)"))
      } else {
        resolve(new PartialResponse(incoming))
      }
    })
    // Without a listener, Node ends the connection silently.
    sent.once("upgrade", (_, socket) => {
      socket.destroy()
      reject(new Error("the server switched to a protocol that nobody asked for (101)"))
    })
    // An error may come after the answer. Rejecting a settled promise does nothing.
    sent.on("error", reject)
    sent.end(body)
  })

/**
 * Makes a fetch that resolves once the headers have arrived, directly or through a proxy. It does not follow redirects.
 * A write goes over a connection of its own. As in every fetch, a 407 is an error, and a 421 repeats the request once;
 * but here only a read, because no write is sent twice. It rejects with the errors of `node:http`, which have the same
 * codes as the causes of errors in Node's own fetch.
 */
export const makeFetch = (proxy?: URL): typeof globalThis.fetch => {
  const { reads, writes } =
    proxy === undefined
      ? direct
      : {
          reads: { http: direct.reads.http, https: new Tunnel(proxy, keptOptions, connectTimeoutMillis) },
          writes: { http: direct.writes.http, https: new Tunnel(proxy, freshOptions, connectTimeoutMillis) }
        }
  // Sound for core: it passes only the fields of `Init`, and reads only the members of `PartialResponse`.
  return ((url: URL, init: Init) =>
    send(isWrite(init.method) ? writes : reads, url, init)) as unknown as typeof globalThis.fetch
}
