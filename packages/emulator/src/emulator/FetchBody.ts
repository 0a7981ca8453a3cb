// The body of a response, as `fetch` gives it when the answer on the wire was as an outcome says.
import * as Effect from "effect/Effect"
import { type End, isBodiless, type RawAnswer } from "../http/Outcome.ts"

/** Runs an effect where the emulator runs, with its clock, until the signal aborts. */
export type Run = <A>(effect: Effect.Effect<A>, options?: { readonly signal: AbortSignal }) => Promise<A>

interface Options {
  /** The client's. */
  readonly signal: AbortSignal
  readonly run: Run
  /** Called once the server's part is over, so that the client can no longer give up. */
  readonly onEnd: () => void
  /** Called when the client wants no more of the body. */
  readonly onCancel: () => void
}

// What a body fails with that is broken off: "terminated", and why only in its cause.
const terminatedError = (code: string, message: string) =>
  new TypeError("terminated", { cause: Object.assign(new Error(message), { code }) })

const bodyError = (end: End): TypeError =>
  end === "complete"
    ? terminatedError(
        "UND_ERR_RES_CONTENT_LENGTH_MISMATCH",
        "Response body length does not match content-length header"
      )
    : terminatedError("UND_ERR_SOCKET", "other side closed")

/** How many bytes the headers announce. */
const contentLength = (headers: Headers): number => Number(headers.get("content-length") ?? Number.POSITIVE_INFINITY)

/** The body; pieces are made as they are read. */
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
      // The wait fails when it is interrupted: then nobody takes the piece any more.
      if (answer.interval > 0) await run(wait, { signal: stopping.signal }).catch(() => {})
      if (stopping.signal.aborted) return
      controller.enqueue(piece.value.subarray(0, left))
      left -= Math.min(left, piece.value.length)
      return
    }
    // The client's signal ends it.
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
    // Nothing is made before it is read.
    { highWaterMark: 0 }
  )
}

// No body of the emulator is compressed; one that is said to be is a fault.
const failToGunzip = (controller: ReadableStreamDefaultController<Uint8Array>, onEnd: () => void) => {
  onEnd()
  controller.error(terminatedError("Z_DATA_ERROR", "incorrect header check"))
}
