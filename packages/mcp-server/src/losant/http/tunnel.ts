/**
 * Connections through a proxy. After a CONNECT request the proxy passes on the bytes of TLS between the client and the
 * server, which it cannot read. Node has such agents only from version 22.21 on.
 */
import * as Http from "node:http"
import * as Https from "node:https"
import { isIP, isIPv6 } from "node:net"
import { unescape } from "node:querystring"
import type { Duplex } from "node:stream"

/** The options of a request. `until` aborts it while it connects. */
export interface TunnelOptions extends Https.RequestOptions {
  readonly until?: AbortSignal
}

type Callback = (error: Error | null, stream: Duplex) => void

/** The proxy is unreachable, or refuses the connection. Core knows by `syscall` that nothing was sent. */
class ProxyFailure extends Error {
  override readonly name = "ProxyFailure"
  readonly syscall = "connect"
  readonly code: string
  constructor(proxy: URL, why: string, code = "ECONNREFUSED") {
    super(`the proxy ${proxy.host} ${why}`)
    this.code = code
  }
}

const getCode = (error: Error): string | undefined =>
  "code" in error && typeof error.code === "string" ? error.code : undefined

const withoutBrackets = (host: string): string => host.replaceAll(/[[\]]/g, "")

const proxyCredentials = ({ username, password }: URL) =>
  username === "" && password === ""
    ? {}
    : {
        "proxy-authorization": `Basic ${Buffer.from(`${unescape(username)}:${unescape(password)}`).toString("base64")}`
      }

interface ConnectOptions {
  readonly proxy: URL
  /** The time limit in milliseconds. */
  readonly limit: number
  /** The trusted authorities, in place of Node's. */
  readonly ca?: Https.AgentOptions["ca"]
  readonly until?: AbortSignal | undefined
}

/** The CONNECT request to the proxy for the host and port in `target`. */
const makeConnectRequest = (target: string, { proxy, limit, ca, until }: ConnectOptions): Http.ClientRequest => {
  const isSecure = proxy.protocol === "https:"
  const host = withoutBrackets(proxy.hostname)
  const request = (isSecure ? Https : Http).request({
    method: "CONNECT",
    host,
    port: proxy.port === "" ? (isSecure ? 443 : 80) : proxy.port,
    path: target,
    headers: { host: target, ...proxyCredentials(proxy) },
    // By default, Node would take the name from the header, which is the server's.
    servername: isIP(host) === 0 ? host : "",
    agent: false,
    ...(ca === undefined ? {} : { ca }),
    ...(until === undefined ? {} : { signal: until })
  })
  const timer = setTimeout(
    () => request.destroy(new ProxyFailure(proxy, `made no way to ${target} within ${limit} ms`, "ETIMEDOUT")),
    limit
  )
  request.once("close", () => clearTimeout(timer))
  request.once("connect", () => clearTimeout(timer))
  return request
}

/** An agent that connects through a proxy. */
export class Tunnel extends Https.Agent {
  readonly #proxy: URL
  readonly #limit: number
  /** `limit` is the time limit for the connection through the proxy, in milliseconds. */
  constructor(proxy: URL, options: Https.AgentOptions, limit: number) {
    super(options)
    this.#proxy = proxy
    this.#limit = limit
  }

  override createConnection(options: TunnelOptions, callback?: Callback): undefined {
    const host = withoutBrackets(options.host ?? "")
    const target = `${isIPv6(host) ? `[${host}]` : host}:${options.port}`
    const { ca } = this.options
    const request = makeConnectRequest(target, { proxy: this.#proxy, limit: this.#limit, ca, until: options.until })
    // Sound: Node reads no other argument after an error.
    const fail = (error: Error) => (callback as (error: Error) => void)(error)
    request.once("connect", ({ statusCode = 0, statusMessage = "" }, socket, head) => {
      if (statusCode >= 200 && statusCode < 300) {
        if (head.length > 0) socket.unshift(head)
        const tlsOptions = { ...options, host, socket }
        const tlsSocket = super.createConnection(tlsOptions)
        if (tlsSocket) callback?.(null, tlsSocket)
      } else {
        socket.destroy()
        fail(new ProxyFailure(this.#proxy, `does not let through to ${target} (${statusCode} ${statusMessage})`))
      }
    })
    request.once("response", (response) => {
      response.destroy()
      fail(new ProxyFailure(this.#proxy, `answers CONNECT as if it were a website (${response.statusCode})`))
    })
    request.once("error", (error) =>
      fail(
        error instanceof ProxyFailure
          ? error
          : new ProxyFailure(this.#proxy, `cannot be reached (${error.message})`, getCode(error))
      )
    )
    request.end()
    return undefined
  }
}
