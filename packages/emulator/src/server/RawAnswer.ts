/**
 * Writes the bytes of an answer to a connection. Node's HTTP server would correct or refuse some of them.
 *
 * @since 0.1.0
 */
import { STATUS_CODES } from "node:http"
import type { Socket } from "node:net"
import * as Effect from "effect/Effect"
import { type End, isBodiless, type RawAnswer } from "../http/Outcome.ts"

/** Completes when the connection took the data, so that nothing is made before the client reads; false on failure. */
const write = (socket: Socket, data: string | Uint8Array): Effect.Effect<boolean> =>
  Effect.callback((resume) => {
    socket.write(data, (error) => resume(Effect.succeed(error === undefined || error === null)))
  })

const isChunked = (answer: RawAnswer): boolean =>
  !isBodiless(answer.status) && !answer.headers.some(([name]) => name.toLowerCase() === "content-length")

const formatHead = (answer: RawAnswer, end: End): string => {
  const framing = [
    ...(isChunked(answer) ? ["transfer-encoding: chunked"] : []),
    // The connection closes after the answer: a client could take the rest of it for the next answer.
    ...(end === "complete" ? ["connection: close"] : [])
  ]
  const headers = [...answer.headers.map(([name, value]) => `${name}: ${value}`), ...framing]
  return [`HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status] ?? ""}`, ...headers, "", ""].join("\r\n")
}

const encodeChunk = (piece: Uint8Array): Uint8Array =>
  Buffer.concat([Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from("\r\n")])

const sendAnswer = Effect.fnUntraced(function* (
  socket: Socket,
  answer: RawAnswer,
  end: End
): Effect.fn.Return<boolean> {
  if (!(yield* write(socket, formatHead(answer, end)))) return false
  const chunked = isChunked(answer)
  for (const piece of answer.body) {
    if (answer.interval > 0) yield* Effect.sleep(answer.interval)
    if (piece.length === 0) continue
    if (!(yield* write(socket, chunked ? encodeChunk(piece) : piece))) return false
  }
  return chunked && end === "complete" ? yield* write(socket, "0\r\n\r\n") : true
})

/**
 * Sends an answer and ends the connection as `end` says. `onEnd` is called just before the connection closes or resets.
 *
 * @since 0.1.0
 */
export const sendRawAnswer = (
  socket: Socket,
  answer: RawAnswer | undefined,
  end: End,
  onEnd: () => void
): Effect.Effect<void> =>
  Effect.map(answer === undefined ? Effect.succeed(true) : sendAnswer(socket, answer, end), (isSent) => {
    if (!isSent || end === "hung") return
    onEnd()
    if (end === "reset") socket.resetAndDestroy()
    else socket.destroySoon()
  })
