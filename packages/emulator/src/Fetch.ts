/**
 * A `fetch` that reaches the emulator and nothing else, without a network.
 *
 * @since 0.1.0
 */
import type * as Effect from "effect/Effect"
import type { Answer, ApiRequest, Outcome } from "./Api.ts"

/** What the fetch works with. @since 0.1.0 */
export interface FetchOptions {
  /** The URL that requests are made to; requests to any other host fail as if the host did not exist. */
  readonly url: string
  readonly respond: (request: ApiRequest) => Effect.Effect<Outcome>
  /** Notes that a client gave up. */
  readonly abandon: Effect.Effect<void>
  /** Runs an effect where the emulator runs, with its clock. */
  readonly run: <A>(effect: Effect.Effect<A>) => Promise<A>
}

// What fetch throws when a connection fails: "fetch failed", and why only in its cause.
const failed = (code: string, message: string) =>
  new TypeError("fetch failed", { cause: Object.assign(new Error(message), { code }) })

const toRequest = async (request: Request): Promise<ApiRequest> => {
  const url = new URL(request.url)
  return {
    method: request.method,
    path: url.pathname,
    query: url.searchParams,
    authorization: request.headers.get("authorization") ?? undefined,
    body: await request.text()
  }
}

/** The statuses whose responses must have no body. */
const bodiless = new Set([101, 204, 205, 304])

const toResponse = ({ status, headers, body }: Answer): Response =>
  new Response(bodiless.has(status) ? null : body, { status, headers })

/** A response of which only the first half of the body comes; `end` is handed the stream's controller then. */
const half = (answer: Answer, end: (controller: ReadableStreamDefaultController) => void): Response => {
  const bytes = new TextEncoder().encode(answer.body)
  let begun = false
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      // The second pull comes when the first half was taken.
      if (begun) return end(controller)
      begun = true
      controller.enqueue(bytes.slice(0, Math.ceil(bytes.length / 2)))
    }
  })
  return new Response(body, { status: answer.status, headers: answer.headers })
}

const never = new Promise<never>(() => {})

const untilAborted = (signal: AbortSignal) => (controller: ReadableStreamDefaultController) =>
  new Promise<void>((resolve) => {
    const abort = () => {
      controller.error(signal.reason)
      resolve()
    }
    if (signal.aborted) abort()
    else signal.addEventListener("abort", abort, { once: true })
  })

const settle = (outcome: Outcome, signal: AbortSignal): Response | Promise<Response> => {
  if (outcome.kind === "answer") return toResponse(outcome.answer)
  if (outcome.kind === "hang") return outcome.begun === undefined ? never : half(outcome.begun, untilAborted(signal))
  if (outcome.begun === undefined) return Promise.reject(failed("ECONNRESET", "read ECONNRESET"))
  return half(outcome.begun, (controller) =>
    controller.error(
      new TypeError("terminated", {
        cause: Object.assign(new Error("other side closed"), { code: "UND_ERR_SOCKET" })
      })
    )
  )
}

/** Makes the fetch. @since 0.1.0 */
export const make = ({ url, respond, abandon, run }: FetchOptions): typeof globalThis.fetch => {
  const { origin } = new URL(url)
  return async (input, init) => {
    const request = new Request(input, init)
    const { signal } = request
    signal.throwIfAborted()
    if (new URL(request.url).origin !== origin) {
      throw failed("ENOTFOUND", `getaddrinfo ENOTFOUND ${new URL(request.url).hostname}; the emulator is ${origin}`)
    }
    const aborted = new Promise<never>((_, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason), { once: true })
    })
    let answered = false
    // A client that gives up is told at once; what it asked for is carried out all the same.
    signal.addEventListener("abort", () => answered || void run(abandon), { once: true })
    const response = toRequest(request)
      .then((asked) => run(respond(asked)))
      .then((outcome) => {
        answered = outcome.kind === "answer"
        return settle(outcome, signal)
      })
    return await Promise.race([response, aborted])
  }
}
