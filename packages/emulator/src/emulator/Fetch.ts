/**
 * A `fetch` that reaches only the emulator, without a network.
 *
 * @since 0.1.0
 */
import type * as Effect from "effect/Effect"
import type { ApiRequest } from "../http/ApiRequest.ts"
import type { End, Outcome, RawAnswer } from "../http/Outcome.ts"
import { makeBody, type Run } from "./FetchBody.ts"

/** The parts that the fetch works with. @since 0.1.0 */
export interface FetchOptions {
  /** The URL of the emulator. Requests to any other host fail as if the host did not exist. */
  readonly url: string
  readonly respond: (request: ApiRequest) => Effect.Effect<Outcome>
  /** Adds one to the count of requests that their clients gave up. */
  readonly abandon: Effect.Effect<void>
  readonly run: Run
}

// fetch throws "fetch failed" when a connection fails, with the reason in the cause.
const connectionError = (code: string, message: string) =>
  new TypeError("fetch failed", { cause: Object.assign(new Error(message), { code }) })

const hostNotFound = (url: string, origin: string) =>
  connectionError("ENOTFOUND", `getaddrinfo ENOTFOUND ${new URL(url).hostname}; the emulator is ${origin}`)

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

/** The answer as bytes, and its end. */
const toRaw = (outcome: Outcome): { readonly answer: RawAnswer | undefined; readonly end: End } => {
  if (outcome.kind === "raw") return outcome
  const { status, headers, body } = outcome.answer
  const bytes = new TextEncoder().encode(body)
  return { answer: { status, headers: Object.entries(headers), body: [bytes], interval: 0 }, end: "complete" }
}

const toHeaders = (answer: RawAnswer): Headers => {
  const headers = new Headers()
  for (const [name, value] of answer.headers) headers.append(name, value)
  return headers
}

/** The error for an answer that fetch does not accept as a response. */
const findProtocolError = (
  answer: RawAnswer,
  headers: Headers,
  request: Request,
  origin: string
): TypeError | undefined => {
  if (answer.headers.filter(([name]) => name === "content-length").length > 1) {
    return connectionError(
      "HPE_UNEXPECTED_CONTENT_LENGTH",
      "Response does not match the HTTP/1.1 protocol (Duplicate Content-Length)"
    )
  }
  const location = answer.status >= 300 && answer.status < 400 ? headers.get("location") : null
  if (location === null || request.redirect === "manual") return undefined
  return request.redirect === "error"
    ? connectionError("ERR_REDIRECT", "unexpected redirect")
    : // The emulator redirects only to other hosts.
      hostNotFound(location, origin)
}

const never = new Promise<never>(() => {})

/** Makes the fetch. @since 0.1.0 */
export const makeFetch = ({ url, respond, abandon, run }: FetchOptions): typeof globalThis.fetch => {
  const { origin } = new URL(url)
  return async (input, init) => {
    const request = new Request(input, init)
    const { signal } = request
    signal.throwIfAborted()
    if (new URL(request.url).origin !== origin) throw hostNotFound(request.url, origin)
    const aborted = new Promise<never>((_, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason), { once: true })
    })
    let isOver = false
    const markOver = () => {
      isOver = true
    }
    // The call fails at once when its client gives up. The request is carried out all the same.
    const giveUp = () => {
      if (isOver) return
      markOver()
      void run(abandon)
    }
    signal.addEventListener("abort", giveUp, { once: true })

    const settle = (outcome: Outcome): Response | Promise<never> => {
      const { answer, end } = toRaw(outcome)
      if (outcome.kind === "answer") markOver()
      if (answer === undefined) {
        if (end === "hung") return never
        markOver()
        throw end === "reset"
          ? connectionError("ECONNRESET", "read ECONNRESET")
          : connectionError("UND_ERR_SOCKET", "other side closed")
      }
      const headers = toHeaders(answer)
      const refusal = findProtocolError(answer, headers, request, origin)
      if (refusal !== undefined) {
        markOver()
        throw refusal
      }
      const body = makeBody(answer, end, headers, { signal, run, onEnd: markOver, onCancel: giveUp })
      return new Response(body, { status: answer.status, headers })
    }
    const response = toRequest(request)
      .then((apiRequest) => run(respond(apiRequest)))
      .then(settle)
    return await Promise.race([response, aborted])
  }
}
