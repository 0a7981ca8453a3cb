/**
 * Makes the body of a response, as `fetch` would show the bytes of an outcome.
 *
 * @since 0.1.0
 */
import * as Effect from "effect/Effect"
import { type End, isBodiless, type RawAnswer } from "../http/Outcome.ts"

/** Runs an effect with the emulator's services and clock, until the signal aborts. @since 0.1.0 */
export type Run = <A>(effect: Effect.Effect<A>, options?: { readonly signal: AbortSignal }) => Promise<A>

interface Options {
  /** The signal of the client. */
  readonly signal: AbortSignal
  readonly run: Run
  /** Called when the server has finished, so that the client can no longer give up. */
  readonly onEnd: () => void
  /** Called when the client stops reading the body. */
  readonly onCancel: () => void
}

// A body that breaks off fails with "terminated", and with the reason in the cause.
const terminatedError = (code: string, message: string) =>
  new TypeError("terminated", { cause: Object.assign(new Error(message), { code }) })

const bodyError = (end: End): TypeError =>
  end === "complete"
    ? terminatedError(
        "UND_ERR_RES_CONTENT_LENGTH_MISMATCH",
        "Response body length does not match content-length header"
      )
    : terminatedError("UND_ERR_SOCKET", "other side closed")

/** The number of bytes that the headers announce. */
const contentLength = (headers: Headers): number => Number(headers.get("content-length") ?? Number.POSITIVE_INFINITY)

/** Makes the body. Its pieces are made when they are read. @since 0.1.0 */
export const makeBody = (
  answer: RawAnswer,
  end: End,
  headers: Headers,
  { signal, run, onEnd, onCancel }: Options
): ReadableStream<Uint8Array> | null => {
  if (isBodiless(answer.status)) {
    onEnd()
    return null
  }
  const pieces = answer.body[Symbol.iterator]()
  const stopping = new AbortController()
  let left = contentLength(headers)
  const wait = Effect.sleep(answer.interval)
  const pull = async (controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> => {
    const piece = left > 0 ? pieces.next() : { done: true as const, value: undefined }
    if (!piece.done) {
      // The wait fails when it is interrupted, and then nobody reads the piece.
      if (answer.interval > 0) await run(wait, { signal: stopping.signal }).catch(() => {})
      if (stopping.signal.aborted) return
      controller.enqueue(piece.value.subarray(0, left))
      left -= Math.min(left, piece.value.length)
      return
    }
    // Only the signal of the client ends a body that hangs.
    if (end === "hung") return new Promise(() => {})
    onEnd()
    if (end === "complete" && (left === 0 || left === Number.POSITIVE_INFINITY)) controller.close()
    else controller.error(bodyError(end))
  }
  return new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        const abort = () => {
          stopping.abort()
          controller.error(signal.reason)
        }
        if (signal.aborted) abort()
        else signal.addEventListener("abort", abort, { once: true })
      },
      pull: headers.get("content-encoding") === "gzip" ? (controller) => failToGunzip(controller, onEnd) : pull,
      cancel: () => {
        stopping.abort()
        onCancel()
      }
    },
    // A buffer would make pieces before they are read.
    { highWaterMark: 0 }
  )
}

// The emulator compresses nothing, so a body that is announced as gzip belongs to a fault.
const failToGunzip = (controller: ReadableStreamDefaultController<Uint8Array>, onEnd: () => void) => {
  onEnd()
  controller.error(terminatedError("Z_DATA_ERROR", "incorrect header check"))
}
