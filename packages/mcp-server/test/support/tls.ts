/** A TLS server with the name `losant.test`, and proxies like those of companies. */
import { readFileSync } from "node:fs"
import { createServer as createHttpServer } from "node:http"
import { createServer as createHttpsServer } from "node:https"
import { type AddressInfo, connect, type Server, type Socket } from "node:net"
import { createServer as createTlsServer } from "node:tls"
import { fileURLToPath } from "node:url"

const folder = new URL("../losant/http/tls/", import.meta.url)
const read = (name: string) => readFileSync(new URL(name, folder), "utf8")

/** The certificate of the authority that signed the certificate of `losant.test`, as a file and as a text. */
export const authorityFile = fileURLToPath(new URL("authority.pem", folder))
export const authority = read("authority.pem")

/** The key and the certificate of `losant.test`. */
export const identity = { key: read("key.pem"), cert: read("certificate.pem") }

export interface Running {
  readonly port: number
  /** The number of open connections. */
  readonly connections: () => number
  readonly close: () => Promise<void>
}

/** Starts a server on loopback. `close` closes all connections. */
export const listen = async (server: Server): Promise<Running> => {
  const sockets = new Set<Socket>()
  server.on("connection", (socket) => {
    sockets.add(socket)
    socket.on("error", () => socket.destroy())
    socket.once("close", () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  // Sound: a server that listens on a port has an address of this type.
  const { port } = server.address() as AddressInfo
  const close = () => {
    for (const socket of sockets) socket.destroy()
    return new Promise<void>((resolve) => void server.close(() => resolve()))
  }
  return { port, connections: () => sockets.size, close }
}

/** The target and the credentials of a CONNECT request. */
export interface ConnectRequest {
  readonly target: string | undefined
  readonly authorization: string | undefined
}

export interface Proxy extends Running {
  readonly asked: ReadonlyArray<ConnectRequest>
  /** All bytes from clients, as an eavesdropper before the proxy would read them. */
  readonly seen: () => string
}

/** The reaction of a proxy to CONNECT: a connection to the port, a status, or no answer. */
export type ProxyBehavior = { readonly to: number } | { readonly status: string } | "silence"

/** A proxy, with TLS or without. It ignores the target and always connects to the same port. */
export const startProxy = async (way: ProxyBehavior, isSecure = false): Promise<Proxy> => {
  const asked: Array<ConnectRequest> = []
  let seen = ""
  const server = isSecure ? createHttpsServer(identity) : createHttpServer()
  server.on(isSecure ? "secureConnection" : "connection", (socket: Socket) =>
    socket.on("data", (bytes) => {
      seen += bytes.toString("latin1")
    })
  )
  server.on("connect", (request, socket) => {
    asked.push({ target: request.url, authorization: request.headers["proxy-authorization"] })
    // The end of the stream is reported only if the stream is read.
    if (way === "silence") return void socket.resume().once("end", () => socket.end())
    if ("status" in way) return void socket.end(`HTTP/1.1 ${way.status}\r\n\r\n`)
    const behind = connect(way.to, "127.0.0.1")
    socket.write("HTTP/1.1 200 Connection established\r\n\r\n")
    socket.pipe(behind).pipe(socket)
    behind.on("error", () => socket.destroy())
    socket.on("error", () => behind.destroy())
    socket.on("data", (bytes: Buffer) => {
      seen += bytes.toString("latin1")
    })
  })
  return { ...(await listen(server)), asked, seen: () => seen }
}

/**
 * Starts a TLS server with the name `losant.test`, behind which an emulator listens on a port. The emulator serves only
 * hosts of this machine, so each request gets such a name.
 */
export const startRelay = (port: number): Promise<Running> =>
  listen(
    createTlsServer(identity, (secured) => {
      const plain = connect(port, "127.0.0.1")
      secured.on("data", (bytes: Buffer) => {
        const text = bytes.toString("latin1").replace(/^host: losant\.test:\d+/im, `host: 127.0.0.1:${port}`)
        plain.write(text, "latin1")
      })
      secured.on("end", () => plain.end())
      plain.pipe(secured)
      plain.on("error", () => secured.destroy())
      secured.on("error", () => plain.destroy())
    })
  )
