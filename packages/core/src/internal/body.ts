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

/** The text of an answer of at most `maxBytes` bytes. */
export const readText = (
  response: HttpClientResponse.HttpClientResponse,
  maxBytes: number
): Effect.Effect<string, TooLong | NotText | CutOff> => {
  // Nothing but a fetch sends what core sends.
  const web = Option.getOrThrow(HttpClientResponse.toWeb(response))
  return Effect.tryPromise({
    try: () => bytesOf(web, response.headers, maxBytes),
    catch: (cause) => new CutOff(cause)
  }).pipe(
    Effect.flatMap((bytes): Effect.Effect<string, TooLong | NotText> =>
      bytes === undefined ? Effect.fail(new TooLong()) : decodeText(bytes)
    )
  )
}

// Read by hand: Effect's stream of a body costs as much as all else that a call does. When the attempt ends early its
// request is aborted, and with it whatever is still to be read.
const bytesOf = async (
  response: Response,
  headers: Headers.Headers,
  maxBytes: number
): Promise<Uint8Array | undefined> => {
  if (isKnownToFit(headers, maxBytes)) {
    const bytes = new Uint8Array(await response.arrayBuffer())
    return bytes.byteLength > maxBytes ? undefined : bytes
  }
  const chunks: Array<Uint8Array> = []
  let length = 0
  const reader = response.body?.getReader()
  for (let next = await reader?.read(); next?.done === false; next = await reader?.read()) {
    length += next.value.byteLength
    if (length > maxBytes) return undefined
    chunks.push(next.value)
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
