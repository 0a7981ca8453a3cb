/**
 * A `fetch` on `node:http`, as far as core uses one. Node's own takes longer to load than the rest of a first call, and
 * what it compiles in the background holds up the end of the process.
 */
import * as Http from "node:http"
import * as Https from "node:https"
import type { Readable } from "node:stream"
import { decompress } from "./decompressedBody.ts"
import { Tunnel, type TunnelOptions } from "./tunnel.ts"

// As those of Node's own fetch, in milliseconds: how long a connection is kept that nobody uses, and how long one may
// take to be made.
const longestIdle = 4_000
const longestConnect = 10_000

const agentOptions = { keepAlive: true, timeout: longestIdle } as const
const http = new Http.Agent(agentOptions)
const straight = new Https.Agent(agentOptions)

/** Says that the connection could not be made, by which core knows that nothing was sent. */
class ConnectTimeout extends Error {
  override readonly name = "ConnectTimeout"
  readonly code = "ETIMEDOUT"
  readonly syscall = "connect"
  constructor(host: string) {
    super(`no connection to ${host} within ${longestConnect} ms`)
  }
}

const limitConnecting = (request: Http.ClientRequest): void => {
  request.once("socket", (socket) => {
    // One that is kept from an earlier request is there already.
    if (!socket.connecting) return
    const timer = setTimeout(() => request.destroy(new ConnectTimeout(request.host)), longestConnect)
    const clear = () => clearTimeout(timer)
    socket.once("connect", clear)
    socket.once("close", clear)
  })
}

/** Calls `end` or `fail` once, when the bytes do. */
const watch = (bytes: Readable, end: () => void, fail: (error: Error) => void): void => {
  bytes.once("end", end)
  bytes.once("error", fail)
  // What failed before anybody read it tells nobody again.
  if (bytes.errored) fail(bytes.errored)
}

/** The bytes of an answer, which come no faster than they are read. */
const streamOf = (bytes: Readable): ReadableStream<Uint8Array> =>
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

/** What core reads of an answer: its body all at once, or piece by piece. */
class Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | ReadonlyArray<string> | undefined>>
  readonly #bytes: Readable

  constructor(incoming: Http.IncomingMessage) {
    this.status = incoming.statusCode ?? 0
    this.headers = incoming.headers
    this.#bytes = decompress(incoming, incoming.headers["content-encoding"])
    // For as long as it lives: an error that comes late has to find a listener too.
    this.#bytes.on("error", () => undefined)
  }

  // Made only when it is asked for: it takes longer than to read a short body at once.
  get body(): ReadableStream<Uint8Array> {
    return streamOf(this.#bytes)
  }

  arrayBuffer(): Promise<ArrayBuffer> {
    return new Promise((resolve, reject) => {
      const chunks: Array<Uint8Array> = []
      this.#bytes.on("data", (chunk: Uint8Array) => chunks.push(chunk))
      watch(this.#bytes, () => resolve(joined(chunks)), reject)
    })
  }
}

const joined = (chunks: ReadonlyArray<Uint8Array>): ArrayBuffer => {
  const bytes = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0))
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.length
  }
  return bytes.buffer
}

/** What core gives a fetch. */
interface Init {
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  readonly signal: AbortSignal
}

// The server was not the one that was meant: another connection may lead to it.
const misdirected = 421
// No server answers so, but a proxy that was not asked for.
const proxyWantsPassword = 407

const send = (https: Https.Agent, url: URL, init: Init, isFirst = true): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { method, headers, body, signal } = init
    const { request } = url.protocol === "http:" ? Http : Https
    const options: TunnelOptions = {
      method,
      headers: { "accept-encoding": "gzip, br", ...headers },
      agent: url.protocol === "http:" ? http : https,
      signal,
      // An agent is not shown the signal itself.
      until: signal
    }
    const sent = request(url, options)
    limitConnecting(sent)
    sent.once("response", (incoming) => {
      if (incoming.statusCode === misdirected && isFirst) {
        incoming.destroy()
        resolve(send(https, url, init, false))
      } else if (incoming.statusCode === proxyWantsPassword) {
        incoming.destroy()
        reject(new Error("a proxy wants to know who sends the request (407)"))
      } else {
        resolve(new Answer(incoming))
      }
    })
    // Else Node ends the connection without a word.
    sent.once("upgrade", (_, socket) => {
      socket.destroy()
      reject(new Error("the server switched to a protocol that nobody asked for (101)"))
    })
    // Also of an answer that is not read any more: to be told of it twice does nothing.
    sent.on("error", reject)
    sent.end(body)
  })

/**
 * A fetch that answers as soon as the headers have come, straight from the server or through a proxy. Redirects are not
 * followed; after a 421 the request is sent once more, and a 407 is a failure, as for every fetch. Fails with the errors
 * of `node:http`, whose codes are those that Node's own fetch has as causes.
 */
export const makeFetch = (proxy?: URL): typeof globalThis.fetch => {
  const https = proxy === undefined ? straight : new Tunnel(proxy, agentOptions, longestConnect)
  // Sound for core: it gives no more than `Init` has, and reads no more of the answer than `Answer` has.
  return ((url: URL, init: Init) => send(https, url, init)) as unknown as typeof globalThis.fetch
}
