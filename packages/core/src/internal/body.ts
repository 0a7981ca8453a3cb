// Reading the body of an answer, up to a limit.
import * as Effect from "effect/Effect"
import type * as Headers from "effect/http/Headers"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Option from "effect/Option"

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

type Read = Effect.Effect<Uint8Array, CutOff>

/** The text of an answer of at most `maxBytes` bytes. */
export const readText = (
  response: HttpClientResponse.HttpClientResponse,
  maxBytes: number
): Effect.Effect<string, TooLong | NotText | CutOff> => {
  // Nothing but a fetch sends what core sends.
  const web = Option.getOrThrow(HttpClientResponse.toWeb(response))
  const read = isKnownToFit(response.headers, maxBytes) ? readAtOnce(web) : readInPieces(web, maxBytes)
  return Effect.flatMap(
    read,
    (bytes): Effect.Effect<string, TooLong | NotText> =>
      bytes.byteLength > maxBytes ? Effect.fail(new TooLong()) : decodeText(bytes)
  )
}

const reading = (bytes: () => Promise<Uint8Array>): Read =>
  Effect.tryPromise({ try: bytes, catch: (cause) => new CutOff(cause) })

const readAtOnce = (web: Response): Read => reading(async () => new Uint8Array(await web.arrayBuffer()))

// Read by hand: Effect's stream of a body costs as much as all else that a call does.
const readInPieces = ({ body }: Response, maxBytes: number): Read =>
  Effect.suspend(() => {
    const reader = body?.getReader()
    // Also where it is not read to its end, for whatever reason.
    const letGo = Effect.sync(() => void reader?.cancel().catch(() => undefined))
    return Effect.ensuring(
      reading(() => allOf(reader, maxBytes)),
      letGo
    )
  })

/** All bytes, or somewhat more than `maxBytes` of them. */
const allOf = async (
  reader: ReadableStreamDefaultReader<Uint8Array> | undefined,
  maxBytes: number
): Promise<Uint8Array> => {
  const chunks: Array<Uint8Array> = []
  let length = 0
  for (let next = await reader?.read(); next?.done === false; next = await reader?.read()) {
    chunks.push(next.value)
    length += next.value.byteLength
    if (length > maxBytes) break
  }
  return joined(chunks, length)
}

// The length of a body that is compressed says nothing of what it becomes.
const isKnownToFit = (headers: Headers.Headers, maxBytes: number): boolean =>
  headers["content-encoding"] === undefined && Number(headers["content-length"]) <= maxBytes

const joined = (chunks: ReadonlyArray<Uint8Array>, length: number): Uint8Array => {
  const bytes = new Uint8Array(length)
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.byteLength
  }
  return bytes
}

const decodeText = (bytes: Uint8Array): Effect.Effect<string, NotText> =>
  Effect.try({
    try: () => new TextDecoder("utf-8", { fatal: true }).decode(bytes),
    catch: () => new NotText()
  })
