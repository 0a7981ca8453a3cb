/**
 * Connections through a proxy, which is asked by CONNECT for a way to the server and then passes on what it cannot read:
 * TLS is spoken with the server behind it. Node has such agents from version 22.21 on; this one is for all.
 */
import * as Http from "node:http"
import * as Https from "node:https"
import { isIP, isIPv6 } from "node:net"
import { unescape } from "node:querystring"
import type { Duplex } from "node:stream"

/** The options of a request, which `until` ends also while its connection is being made. */
export interface TunnelOptions extends Https.RequestOptions {
  readonly until?: AbortSignal
}

type Callback = (error: Error | null, stream: Duplex) => void

/** The proxy could not be reached, or would not let through. Core knows by `syscall` that nothing was sent. */
class ProxyFailure extends Error {
  override readonly name = "ProxyFailure"
  readonly syscall = "connect"
  readonly code: string
  constructor(proxy: URL, why: string, code = "ECONNREFUSED") {
    super(`the proxy ${proxy.host} ${why}`)
    this.code = code
  }
}

const codeOf = (error: Error): string | undefined =>
  "code" in error && typeof error.code === "string" ? error.code : undefined

const withoutBrackets = (host: string): string => host.replaceAll(/[[\]]/g, "")

const credentialsOf = ({ username, password }: URL) =>
  username === "" && password === ""
    ? {}
    : {
        "proxy-authorization": `Basic ${Buffer.from(`${unescape(username)}:${unescape(password)}`).toString("base64")}`
      }

interface Asking {
  readonly proxy: URL
  /** How long it may take, in milliseconds. */
  readonly limit: number
  /** What is trusted in the place of what Node trusts. */
  readonly ca?: Https.AgentOptions["ca"]
  readonly until?: AbortSignal | undefined
}

/** What asks the proxy for a way to `target`. */
const ask = (target: string, { proxy, limit, ca, until }: Asking): Http.ClientRequest => {
  const isSecure = proxy.protocol === "https:"
  const host = withoutBrackets(proxy.hostname)
  const request = (isSecure ? Https : Http).request({
    method: "CONNECT",
    host,
    port: proxy.port === "" ? (isSecure ? 443 : 80) : proxy.port,
    path: target,
    headers: { host: target, ...credentialsOf(proxy) },
    // Else it would be that of the header, which is what lies behind.
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

/** Keeps connections that go through a proxy. */
export class Tunnel extends Https.Agent {
  readonly #proxy: URL
  readonly #limit: number
  /** `limit` says how long it may take to get through the proxy, in milliseconds. */
  constructor(proxy: URL, options: Https.AgentOptions, limit: number) {
    super(options)
    this.#proxy = proxy
    this.#limit = limit
  }

  override createConnection(options: TunnelOptions, callback?: Callback): undefined {
    const host = withoutBrackets(options.host ?? "")
    const target = `${isIPv6(host) ? `[${host}]` : host}:${options.port}`
    const { ca } = this.options
    const request = ask(target, { proxy: this.#proxy, limit: this.#limit, ca, until: options.until })
    // Sound: where there is an error, nothing else is read.
    const fail = (error: Error) => (callback as (error: Error) => void)(error)
    request.once("connect", ({ statusCode = 0, statusMessage = "" }, socket, head) => {
      if (statusCode >= 200 && statusCode < 300) {
        if (head.length > 0) socket.unshift(head)
        const within = { ...options, host, socket }
        const secured = super.createConnection(within)
        if (secured) callback?.(null, secured)
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
          : new ProxyFailure(this.#proxy, `cannot be reached (${error.message})`, codeOf(error))
      )
    )
    request.end()
    return undefined
  }
}
