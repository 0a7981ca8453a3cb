// A network that follows a script: the tests say what each request is answered with, and see what was sent.
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

export interface SentRequest {
  readonly method: string
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
  readonly redirect: RequestRedirect | undefined
  readonly signal: AbortSignal
  /** When it was sent, in milliseconds of the test's clock. */
  readonly at: number
}

/** The reaction of the network to a request. */
export type Reply = (request: SentRequest) => Promise<Response>

export const respond =
  (status: number, body: string | Uint8Array<ArrayBuffer> | null, headers: Record<string, string> = {}): Reply =>
  () =>
    // The constructor refuses 1xx, which fetch never shows.
    Promise.resolve(new Response(body, { status, headers }))

export const json = (status: number, value: unknown, headers: Record<string, string> = {}): Reply =>
  respond(status, JSON.stringify(value), { "content-type": "application/json; charset=utf-8", ...headers })

/** Losant's error of a status. */
export const refuse = (status: number, headers: Record<string, string> = {}): Reply =>
  json(status, { type: "SomeType", message: `status ${status}` }, headers)

export const rejectWith =
  (error: unknown): Reply =>
  () =>
    Promise.reject(error)

/** The error of `fetch` if a connection fails: it says "fetch failed", and only its cause gives the reason. */
export const failWith = (code: string, details: object = {}): Reply =>
  rejectWith(
    new TypeError("fetch failed", {
      cause: Object.assign(new Error(`connect ${code} 192.0.2.1:443`), { code, ...details })
    })
  )

const untilAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }))

/** Nothing comes back, until the request is aborted. */
export const hang: Reply = ({ signal }) => untilAborted(signal)

/** The headers and the beginning of the body come, then nothing more, until the request is aborted. */
export const bodyHangs =
  (status: number, beginning = "{", headers: Record<string, string> = {}): Reply =>
  ({ signal }) => {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        controller.enqueue(new TextEncoder().encode(beginning))
        signal.addEventListener("abort", () => controller.error(signal.reason), { once: true })
      }
    })
    return Promise.resolve(new Response(body, { status, headers }))
  }

/** The headers and the beginning of the body come, then the connection breaks. */
export const bodyCut =
  (status: number, error: unknown = new TypeError("terminated")): Reply =>
  () => {
    let pulls = 0
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        if (pulls++ === 0) controller.enqueue(new TextEncoder().encode('{"id":'))
        else controller.error(error)
      }
    })
    return Promise.resolve(new Response(body, { status }))
  }

export interface ScriptedFetch {
  readonly fetch: typeof globalThis.fetch
  /** The requests, in their order. */
  readonly requests: ReadonlyArray<SentRequest>
}

/** A `fetch` that answers one request after the other as told; one more than that is an error. */
export const make = (...replies: ReadonlyArray<Reply>): Effect.Effect<ScriptedFetch> =>
  Clock.clockWith((clock) =>
    Effect.sync(() => {
      const requests: Array<SentRequest> = []
      const fetch = (input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
        const sent = new Request(input, { ...init, signal: null })
        const request: SentRequest = {
          method: sent.method,
          url: new URL(sent.url),
          headers: Object.fromEntries(sent.headers),
          body: init.body === null || init.body === undefined ? undefined : bodyText(init.body),
          redirect: init.redirect,
          signal: init.signal ?? new AbortController().signal,
          at: clock.currentTimeMillisUnsafe()
        }
        const reply = replies[requests.length]
        requests.push(request)
        return reply === undefined
          ? Promise.reject(new Error(`the script has no answer to request ${requests.length}`))
          : reply(request)
      }
      return { fetch, requests }
    })
  )

/** The same reply to every request. */
export const always = (reply: Reply): Effect.Effect<ScriptedFetch> =>
  make(...Array.from({ length: 1_000 }, () => reply))

const bodyText = (body: BodyInit): string => {
  if (typeof body === "string") return body
  if (body instanceof Uint8Array) return new TextDecoder().decode(body)
  throw new Error("the request's body is neither a text nor bytes")
}
