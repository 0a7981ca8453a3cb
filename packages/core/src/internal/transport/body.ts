// Reading the body of an answer, up to a limit. A program may bring a `fetch` whose answers are not those of the
// standard: node-fetch gives a stream of Node, React Native no stream at all.
import * as Predicate from "effect/Predicate"
import type { HeaderOf } from "./headers.ts"

/** The body is longer than the limit. */
export class TooLong {
  readonly _tag = "TooLong"
}

/** The bytes are no UTF-8. */
export class NotText {
  readonly _tag = "NotText"
}

/** The body did not come to its end, for this reason. */
export class CutOff {
  readonly _tag = "CutOff"
  readonly cause: unknown
  constructor(cause: unknown) {
    this.cause = cause
  }
}

export type Unreadable = TooLong | NotText | CutOff

/** The part of an answer that is read. A `fetch` that a program brings may give anything. */
export interface Body {
  readonly body?: unknown
  readonly arrayBuffer?: unknown
  readonly text?: unknown
}

/**
 * Reads the text of an answer of at most `maxBytes` bytes. Where it comes in pieces, `begun` is given what gives up the
 * rest of them.
 */
export const readText = (
  answer: Body,
  headerOf: HeaderOf,
  maxBytes: number,
  onStart: (stop: () => void) => void
): Promise<string | Unreadable> =>
  readBytes(answer, headerOf, maxBytes, onStart)
    .then(
      (read) => (sizeOf(read) > maxBytes ? new TooLong() : read),
      (cause: unknown) => new CutOff(cause)
    )
    // Not by `instanceof`: bytes may come from another realm, such as a frame of a page or a test runner.
    .then((read) => (typeof read === "string" || "_tag" in read ? read : decoder.decode(read)))
    .catch(() => new NotText())

const readBytes = async (answer: Body, headerOf: HeaderOf, maxBytes: number, onStart: (stop: () => void) => void) => {
  // An answer that is not a `Response` may make its stream on demand. A body that is known to fit needs none.
  const pieces = "bodyUsed" in answer || !isKnownToFit(headerOf, maxBytes) ? piecesOf(answer.body) : undefined
  if (pieces === undefined) return readWhole(answer)
  onStart(pieces.stop)
  return readAll(pieces, maxBytes)
}

const decoder = new TextDecoder("utf-8", { fatal: true })

const sizeOf = (read: Uint8Array | string): number =>
  typeof read === "string" ? new TextEncoder().encode(read).byteLength : read.byteLength

// The length of a body that is compressed says nothing of what it becomes.
const isKnownToFit = (headerOf: HeaderOf, maxBytes: number): boolean => {
  const length = headerOf("content-length")
  return length !== undefined && Number(length) <= maxBytes && headerOf("content-encoding") === undefined
}

interface Pieces {
  readonly next: () => Promise<{ readonly done?: boolean | undefined; readonly value?: Uint8Array | undefined }>
  readonly stop: () => void
}

const ignore = () => undefined

const piecesOf = (body: unknown): Pieces | undefined => {
  if (isWebStream(body)) {
    const reader = body.getReader()
    return { next: () => reader.read(), stop: () => void reader.cancel().catch(ignore) }
  }
  if (isNodeStream(body)) {
    const iterator = body[Symbol.asyncIterator]()
    return { next: () => iterator.next(), stop: () => void body.destroy?.() }
  }
  return undefined
}

const isWebStream = (body: unknown): body is ReadableStream<Uint8Array> =>
  Predicate.hasProperty(body, "getReader") && typeof body.getReader === "function"

interface NodeStream extends AsyncIterable<Uint8Array> {
  readonly destroy?: () => unknown
}

const isNodeStream = (body: unknown): body is NodeStream =>
  Predicate.hasProperty(body, Symbol.asyncIterator) && typeof body[Symbol.asyncIterator] === "function"

/** Gives up a body that nobody reads. */
export const discardBody = (answer: Body): void => piecesOf(answer.body)?.stop()

/** All bytes, or somewhat more than `maxBytes` of them. */
const readAll = async (pieces: Pieces, maxBytes: number): Promise<Uint8Array> => {
  const chunks: Array<Uint8Array> = []
  let length = 0
  for (let next = await pieces.next(); next.value !== undefined && next.done !== true; next = await pieces.next()) {
    chunks.push(next.value)
    length += next.value.byteLength
    if (length > maxBytes) {
      pieces.stop()
      break
    }
  }
  return concatenate(chunks, length)
}

const concatenate = (chunks: ReadonlyArray<Uint8Array>, length: number): Uint8Array => {
  const [first] = chunks
  if (first !== undefined && chunks.length === 1) return first
  const bytes = new Uint8Array(length)
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.byteLength
  }
  return bytes
}

const readWhole = async (answer: Body): Promise<Uint8Array | string> => {
  // React Native has no `body`, and no `arrayBuffer` that works everywhere.
  if ("body" in answer && isMethod(answer.arrayBuffer)) {
    // Sound: so it is defined. From anything else an array without bytes is made, or none.
    return new Uint8Array((await answer.arrayBuffer()) as ArrayBuffer)
  }
  if (isMethod(answer.text)) return String(await answer.text())
  return Promise.reject(new TypeError("the answer of the fetch has no body that can be read"))
}

const isMethod = (value: unknown): value is () => Promise<unknown> => typeof value === "function"
