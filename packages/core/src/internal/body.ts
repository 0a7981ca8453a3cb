// Reading the body of an answer, up to a limit.
import * as Effect from "effect/Effect"
import type * as HttpClientError from "effect/http/HttpClientError"
import type * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Stream from "effect/Stream"

/** The body is longer than the limit. */
export class TooLong {
  readonly _tag = "TooLong"
}

/** The bytes are no UTF-8. */
export class NotText {
  readonly _tag = "NotText"
}

/** The text of an answer of at most `maxBytes` bytes. */
export const readText = (
  response: HttpClientResponse.HttpClientResponse,
  maxBytes: number
): Effect.Effect<string, HttpClientError.HttpClientError | TooLong | NotText> =>
  Effect.suspend(() => {
    const chunks: Array<Uint8Array> = []
    let length = 0
    return response.stream.pipe(
      Stream.runForEach((chunk) => {
        length += chunk.byteLength
        chunks.push(chunk)
        return length > maxBytes ? Effect.fail(new TooLong()) : Effect.void
      }),
      // An answer without a body reads as an empty text.
      Effect.catchIf(
        (error) => error._tag === "HttpClientError" && error.reason._tag === "EmptyBodyError",
        () => Effect.void
      ),
      Effect.flatMap(() => decodeText(chunks, length))
    )
  })

const decodeText = (chunks: ReadonlyArray<Uint8Array>, length: number): Effect.Effect<string, NotText> => {
  const bytes = new Uint8Array(length)
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.byteLength
  }
  return Effect.try({
    try: () => new TextDecoder("utf-8", { fatal: true }).decode(bytes),
    catch: () => new NotText()
  })
}
