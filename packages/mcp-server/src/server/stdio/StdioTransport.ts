/**
 * The transport between stdin and stdout. It holds the SDK to what a client relies on: each request gets one answer, an
 * id that is in flight is not served a second time (a client that repeats a line must not have its write done twice),
 * and what ends the connection is known, so that the process can end accordingly.
 */
import type { Readable, Writable } from "node:stream"
import { type JSONRPCMessage, STDIO_DEFAULT_MAX_BUFFER_SIZE, type Transport } from "@modelcontextprotocol/server"
import * as Predicate from "effect/Predicate"
import { readLine } from "./incoming.ts"
import { makeLines } from "./lines.ts"

/** Why no more messages come or go. */
export type End =
  | { readonly kind: "inputEnded" }
  /** Nobody reads the answers any more. */
  | { readonly kind: "outputClosed" }
  | { readonly kind: "outputFailed"; readonly error: Error }
  | { readonly kind: "lineTooLong"; readonly longest: number }

export interface StdioTransportOptions {
  /** The most bytes that a line may have: 10 MiB. */
  readonly longest?: number
  /** Is told once that the connection is at its end; to close it is left to whoever is told. */
  readonly onEnd: (end: End) => void
}

const cancelledId = (message: JSONRPCMessage): unknown =>
  "method" in message && message.method === "notifications/cancelled" ? message.params?.["requestId"] : undefined

const isClosed = (error: Error): boolean =>
  Predicate.hasProperty(error, "code") && (error.code === "EPIPE" || error.code === "ERR_STREAM_DESTROYED")

/** What was not served. Its name is logged, so that it says all; the line may hold anything. */
class Ignored extends Error {
  override readonly name: "UnreadableLine" | "RepeatedId"
  constructor(name: Ignored["name"]) {
    super(name)
    this.name = name
  }
}

export class StdioTransport implements Transport {
  onclose: Transport["onclose"]
  onerror: Transport["onerror"]
  onmessage: Transport["onmessage"]

  readonly #input: Readable
  readonly #output: Writable
  readonly #onEnd: (end: End) => void
  readonly #longest: number
  readonly #lines
  // Not to be typed as ids: what a cancellation names may be anything.
  readonly #inFlight = new Set<unknown>()
  #ended = false
  #closed = false

  constructor(input: Readable, output: Writable, options: StdioTransportOptions) {
    this.#input = input
    this.#output = output
    this.#onEnd = options.onEnd
    this.#longest = options.longest ?? STDIO_DEFAULT_MAX_BUFFER_SIZE
    this.#lines = makeLines(this.#longest)
  }

  async start(): Promise<void> {
    // Listened to for as long as the process lives: an error that comes late has to find a listener too.
    this.#output.on("error", this.#outputFailed)
    this.#input.on("error", this.#inputEnded)
    this.#input.on("end", this.#inputEnded)
    this.#input.on("close", this.#inputEnded)
    this.#input.on("data", this.#received)
  }

  /** Writes a message. An answer that nobody waits for, since its request was cancelled or answered, is left out. */
  async send(message: JSONRPCMessage): Promise<void> {
    const isAnswer = !("method" in message)
    if (isAnswer && message.id !== undefined && !this.#inFlight.delete(message.id)) return
    await this.#write(message)
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    this.#ended = true
    this.#input.off("data", this.#received)
    this.#input.pause()
    this.onclose?.()
  }

  #write(message: JSONRPCMessage): Promise<void> {
    // Nobody is there to read it, which is no error of this server.
    if (this.#closed || this.#output.destroyed) return Promise.resolve()
    return new Promise((resolve) => this.#output.write(`${JSON.stringify(message)}\n`, () => resolve()))
  }

  #end(end: End): void {
    if (this.#ended) return
    this.#ended = true
    this.#onEnd(end)
  }

  readonly #inputEnded = (): void => this.#end({ kind: "inputEnded" })

  readonly #outputFailed = (error: Error): void =>
    this.#end(isClosed(error) ? { kind: "outputClosed" } : { kind: "outputFailed", error })

  readonly #received = (piece: Buffer): void => {
    if (this.#ended) return
    for (const line of this.#lines.add(piece)) this.#read(line)
    if (this.#lines.isTooLong()) this.#end({ kind: "lineTooLong", longest: this.#longest })
  }

  #read(line: string): void {
    const incoming = readLine(line)
    switch (incoming.kind) {
      case "message":
        this.#deliver(incoming.message)
        break
      case "refused":
        // The answer of a request that is in flight is still to come.
        if (incoming.answer.id === undefined || !this.#inFlight.has(incoming.answer.id)) {
          void this.#write(incoming.answer)
        }
        break
      case "unreadable":
        this.onerror?.(new Ignored("UnreadableLine"))
    }
  }

  #deliver(message: JSONRPCMessage): void {
    if ("method" in message && "id" in message) {
      if (this.#inFlight.has(message.id)) {
        this.onerror?.(new Ignored("RepeatedId"))
        return
      }
      this.#inFlight.add(message.id)
    }
    this.onmessage?.(message)
    this.#inFlight.delete(cancelledId(message))
  }
}
