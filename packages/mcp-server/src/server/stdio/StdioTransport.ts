/**
 * The transport over stdin and stdout. It guarantees two things that the SDK does not. Each request gets one answer. An
 * id in flight is not served a second time, so a repeated line does not repeat a write. It also reports why the
 * connection ended, because the exit code of the process follows from that.
 */
import type { Readable, Writable } from "node:stream"
import {
  INTERNAL_ERROR,
  type JSONRPCErrorResponse,
  type JSONRPCMessage,
  PARSE_ERROR,
  type RequestId,
  STDIO_DEFAULT_MAX_BUFFER_SIZE,
  type Transport
} from "@modelcontextprotocol/server"
import * as Predicate from "effect/Predicate"
import type { Redact } from "../../model/HideToken.ts"
import { encodeMessage } from "./encodeMessage.ts"
import { type Incoming, readLines } from "./incoming.ts"
import { wordInvalidParams } from "./invalidParams.ts"
import { makeLines } from "./lines.ts"

/** The reason for the end of the connection. */
export type End =
  | { readonly kind: "inputEnded" }
  /** The client has closed the pipe of the answers. */
  | { readonly kind: "outputClosed" }
  | { readonly kind: "outputFailed"; readonly error: Error }
  | { readonly kind: "lineTooLong"; readonly maxLineBytes: number }

export interface StdioTransportOptions {
  /** The maximum length of a line in bytes. Default 10 MiB. */
  readonly maxLineBytes?: number
  /** The time in milliseconds for the answers to what was read before the end of the input. Default 1 second. */
  readonly graceMillis?: number
  /** Makes the function that removes the token from a message. Every message passes it. */
  readonly hideToken: () => Redact
  /** Called once, at the end of the connection. The callback has to close the transport. */
  readonly onEnd: (end: End) => void
}

// Clients that stop a server close its input, and send SIGTERM two seconds later.
const defaultGraceMillis = 1_000

/** The answer to a request that did not end before the client left. */
const answerUnfinished = (id: RequestId): JSONRPCErrorResponse => ({
  jsonrpc: "2.0",
  id,
  error: {
    code: INTERNAL_ERROR,
    message:
      "The client closed the connection before this request ended. It is not known whether a change that it asked for " +
      "was made: look in Losant first."
  }
})

const isRequestId = (id: unknown): id is RequestId => typeof id === "string" || typeof id === "number"

const cancelledId = (message: JSONRPCMessage): unknown =>
  "method" in message && message.method === "notifications/cancelled" ? message.params?.["requestId"] : undefined

const isClosedPipe = (error: Error): boolean =>
  Predicate.hasProperty(error, "code") && (error.code === "EPIPE" || error.code === "ERR_STREAM_DESTROYED")

/** A line that is not served. Only the name is logged, because the line may contain secrets. */
class IgnoredLine extends Error {
  override readonly name: "UnreadableLine" | "RepeatedId"
  constructor(name: IgnoredLine["name"]) {
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
  readonly #maxLineBytes: number
  readonly #graceMillis: number
  readonly #hideToken: () => Redact
  readonly #lines
  // The type is not that of ids, because a cancellation may name any value.
  readonly #inFlight = new Set<unknown>()
  #hasEnded = false
  #isClosed = false
  #isGathering = false
  /** The timer for the last answers. It runs from the end of the input until all requests are answered. */
  #grace: NodeJS.Timeout | undefined

  constructor(input: Readable, output: Writable, options: StdioTransportOptions) {
    this.#input = input
    this.#output = output
    this.#onEnd = options.onEnd
    this.#maxLineBytes = options.maxLineBytes ?? STDIO_DEFAULT_MAX_BUFFER_SIZE
    this.#graceMillis = options.graceMillis ?? defaultGraceMillis
    this.#hideToken = options.hideToken
    this.#lines = makeLines(this.#maxLineBytes)
  }

  async start(): Promise<void> {
    // These listeners are never removed: a late error without a listener would crash the process.
    this.#output.on("error", this.#onOutputError)
    this.#input.on("error", this.#onInputEnd)
    this.#input.on("end", this.#onInputEnd)
    this.#input.on("close", this.#onInputEnd)
    this.#input.on("data", this.#onData)
  }

  /** Writes a message. It drops a second answer, and the answer to a cancelled request. */
  async send(message: JSONRPCMessage): Promise<void> {
    const isAnswer = !("method" in message)
    if (isAnswer && message.id !== undefined && !this.#inFlight.delete(message.id)) return
    const written = this.#write(wordInvalidParams(message))
    if (this.#grace !== undefined && this.#inFlight.size === 0) this.#end({ kind: "inputEnded" })
    await written
  }

  async close(): Promise<void> {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#hasEnded = true
    this.#input.off("data", this.#onData)
    this.#input.pause()
    this.onclose?.()
  }

  #write(message: JSONRPCMessage): Promise<void> {
    // The client has stopped reading, which is not an error of this server.
    if (this.#isClosed || this.#output.destroyed) return Promise.resolve()
    const line = encodeMessage(message, this.#hideToken())
    if (this.#inFlight.size > 0) this.#gather()
    return new Promise((resolve) => this.#output.write(`${line}\n`, () => resolve()))
  }

  /** Under load the messages of one turn of the event loop go out in one write, which costs as much as one message. */
  #gather(): void {
    if (this.#isGathering) return
    this.#isGathering = true
    this.#output.cork()
    setImmediate(() => {
      this.#isGathering = false
      this.#output.uncork()
    })
  }

  #end(end: End): void {
    if (this.#hasEnded) return
    this.#hasEnded = true
    clearTimeout(this.#grace)
    this.#onEnd(end)
  }

  /** A program may write its requests, close the pipe, and then read the answers. */
  readonly #onInputEnd = (): void => {
    if (this.#hasEnded || this.#grace !== undefined) return
    if (this.#inFlight.size === 0) {
      this.#end({ kind: "inputEnded" })
      return
    }
    this.#grace = setTimeout(() => {
      for (const id of this.#inFlight) if (isRequestId(id)) void this.#write(answerUnfinished(id))
      this.#inFlight.clear()
      this.#end({ kind: "inputEnded" })
    }, this.#graceMillis)
  }

  readonly #onOutputError = (error: Error): void =>
    this.#end(isClosedPipe(error) ? { kind: "outputClosed" } : { kind: "outputFailed", error })

  readonly #onData = (piece: Buffer): void => {
    if (this.#hasEnded) return
    for (const line of this.#lines.add(piece)) for (const incoming of readLines(line)) this.#read(incoming)
    if (this.#lines.isTooLong()) this.#end({ kind: "lineTooLong", maxLineBytes: this.#maxLineBytes })
  }

  #read(incoming: Incoming): void {
    switch (incoming.kind) {
      case "message":
        this.#deliver(incoming.message)
        break
      case "refused":
        // A client that sends no JSON may not read the answer either.
        if (incoming.answer.error.code === PARSE_ERROR) this.onerror?.(new IgnoredLine("UnreadableLine"))
        // An id in flight belongs to another request, which will be answered.
        if (incoming.answer.id === undefined || !this.#inFlight.has(incoming.answer.id)) {
          void this.#write(incoming.answer)
        }
        break
      case "unreadable":
        this.onerror?.(new IgnoredLine("UnreadableLine"))
    }
  }

  #deliver(message: JSONRPCMessage): void {
    if ("method" in message && "id" in message) {
      if (this.#inFlight.has(message.id)) {
        this.onerror?.(new IgnoredLine("RepeatedId"))
        return
      }
      this.#inFlight.add(message.id)
    }
    this.onmessage?.(message)
    this.#inFlight.delete(cancelledId(message))
  }
}
