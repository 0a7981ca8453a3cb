/** Drives a server process without an SDK, so that the driver costs little, and the same for all servers. */
import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import type { Readable, Writable } from "node:stream"

export interface Program {
  readonly name: string
  /** The file that Node runs, and the arguments of the program. */
  readonly args: ReadonlyArray<string>
  readonly env: Readonly<Record<string, string>>
}

type Answer = { readonly result?: unknown; readonly error?: { readonly message: string } }

const newline = 0x0a

// A server that hangs must not hang the bench.
const patience = 20_000

export class Server {
  readonly name: string
  /** The time at which the process was started, in milliseconds. */
  readonly startedAt: number
  readonly #child: ChildProcess & { stdin: Writable; stdout: Readable }
  readonly #ended: Promise<unknown>
  #onLine: (line: Buffer) => void = () => undefined
  #pieces: Array<Buffer> = []
  #id = 0

  constructor({ name, args, env }: Program) {
    this.name = name
    this.startedAt = performance.now()
    this.#child = spawn(process.execPath, args, {
      env: { PATH: process.env["PATH"] ?? "", ...env },
      stdio: ["pipe", "pipe", "ignore"]
    })
    this.#ended = once(this.#child, "exit")
    this.#child.stdin.on("error", () => undefined)
    this.#child.stdout.on("data", (piece: Buffer) => this.#received(piece))
  }

  #received(piece: Buffer): void {
    let start = 0
    for (let end = piece.indexOf(newline); end !== -1; end = piece.indexOf(newline, start)) {
      this.#pieces.push(piece.subarray(start, end))
      const line = this.#pieces.length === 1 ? this.#pieces[0] : Buffer.concat(this.#pieces)
      this.#pieces = []
      start = end + 1
      if (line !== undefined) this.#onLine(line)
    }
    if (start < piece.length) this.#pieces.push(piece.subarray(start))
  }

  #send(message: object): void {
    this.#child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`)
  }

  /** Waits for something that `begin` starts. Fails if the process ends before, or if it takes too long. */
  async #waitFor<A>(what: string, begin: (done: (value: A) => void, fail: (error: Error) => void) => void): Promise<A> {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`${this.name} did not answer ${what}`)), patience)
    })
    const gone = this.#ended.then(() => Promise.reject(new Error(`${this.name} ended before it answered ${what}`)))
    gone.catch(() => undefined)
    return Promise.race([new Promise<A>(begin), late, gone]).finally(() => clearTimeout(timer))
  }

  /** Sends a request and gives its result. */
  async request(method: string, params: object = {}): Promise<unknown> {
    const id = ++this.#id
    const { result, error } = await this.#waitFor<Answer>(method, (done) => {
      this.#onLine = (line) => {
        const message = JSON.parse(line.toString("utf8"))
        if (message.id === id && !("method" in message)) done(message)
      }
      this.#send({ id, method, params })
    })
    if (error !== undefined) throw new Error(`${this.name} answered ${method} with the error: ${error.message}`)
    return result
  }

  /** Initializes the session, as clients do. */
  async initialize(): Promise<void> {
    const clientInfo = { name: "bench", version: "1.0.0" }
    await this.request("initialize", { protocolVersion: "2025-11-25", capabilities: {}, clientInfo })
    this.#send({ method: "notifications/initialized" })
  }

  /** Calls a tool. Fails if the tool answers an error. */
  async call(name: string, args: object): Promise<void> {
    const result = await this.request("tools/call", { name, arguments: args })
    if (typeof result === "object" && result !== null && "isError" in result && result.isError === true) {
      throw new Error(`${this.name} answered ${name} with ${JSON.stringify(result).slice(0, 500)}`)
    }
  }

  /**
   * Calls a tool `total` times, `inFlight` at once, and gives the time of each call in milliseconds. It does not parse
   * the answers, so that the driver costs little. An answer that is much shorter than the first counts as an error.
   */
  async calls(
    name: string,
    args: object | ((number: number) => object),
    total: number,
    inFlight: number
  ): Promise<ReadonlyArray<number>> {
    const took: Array<number> = []
    const sentAt: Array<number> = []
    let expected: number | undefined
    return this.#waitFor(name, (done, fail) => {
      const send = () => {
        sentAt.push(performance.now())
        const id = ++this.#id
        const params = { name, arguments: typeof args === "function" ? args(id) : args }
        this.#send({ id, method: "tools/call", params })
      }
      this.#onLine = (line) => {
        // Several calls in flight may be answered in another order. Then only the sum of their times is right.
        took.push(performance.now() - (sentAt[took.length] ?? 0))
        expected ??= line.length
        if (line.length < expected / 2) fail(new Error(`${this.name} answered ${name} with ${line.toString("utf8")}`))
        else if (took.length === total) done(took)
        else if (sentAt.length < total) send()
      }
      for (let sent = 0; sent < Math.min(inFlight, total); sent++) send()
    })
  }

  /** Calls a tool, and gives the time in milliseconds until a ping right behind the call is answered. */
  async blocked(name: string, args: object): Promise<number> {
    const call = ++this.#id
    const ping = ++this.#id
    return this.#waitFor(name, (done) => {
      const waiting = new Set([call, ping])
      let sentAt = 0
      let took = 0
      this.#onLine = (line) => {
        const { id } = JSON.parse(line.toString("utf8"))
        if (id === ping) took = performance.now() - sentAt
        waiting.delete(id)
        if (waiting.size === 0) done(took)
      }
      this.#send({ id: call, method: "tools/call", params: { name, arguments: args } })
      sentAt = performance.now()
      this.#send({ id: ping, method: "ping" })
    })
  }

  get pid(): number {
    return this.#child.pid ?? 0
  }

  /** Closes the input of the process. Gives the time until the process has ended, in milliseconds. */
  async end(): Promise<number> {
    const start = performance.now()
    this.#child.stdin.end()
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), patience)
    await this.#ended
    clearTimeout(timer)
    return performance.now() - start
  }
}
