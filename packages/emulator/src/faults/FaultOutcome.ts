/**
 * What each fault of the catalogue makes of an answer.
 *
 * @since 0.1.0
 */

import type { Answer, End, Outcome, RawAnswer } from "../http/Outcome.ts"
import {
  type AppliedFaultName,
  type FaultName,
  type FaultParameters,
  isApplied,
  type NamedFault
} from "./FaultCatalogue.ts"
import * as Mangled from "./MalformedBody.ts"

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
const half = (bytes: Uint8Array): Uint8Array => bytes.slice(0, Math.ceil(bytes.length / 2))

const answer = (status: number, headers: Answer["headers"], body: string): Outcome => ({
  kind: "answer",
  answer: { status, headers, body }
})

const json = "application/json; charset=utf-8"
const error = (status: number, type: string, message: string, headers: Answer["headers"] = {}) =>
  answer(status, { "content-type": json, ...headers }, JSON.stringify({ type, message }))

const rateLimited = (retryAfter?: string) =>
  error(429, "RateLimited", "Too many requests", retryAfter === undefined ? {} : { "retry-after": retryAfter })

const serverError = error(500, "InternalServerError", "Something went wrong")
const badGateway = answer(
  502,
  { "content-type": "text/html" },
  "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>\n"
)
const unavailable = answer(503, {}, "")
const gatewayTimeout = answer(504, { "content-type": "text/plain" }, "upstream request timeout")

const redirect = (location: string) => answer(307, { location }, "")

const silent = (end: End): Outcome => ({ kind: "raw", answer: undefined, end })

/** The answer with other pieces; `length` is what is announced. */
const raw = (real: Answer, end: End, more: Partial<RawAnswer>, length?: number): Outcome => {
  const headers = more.headers ?? Object.entries(real.headers)
  return {
    kind: "raw",
    end,
    answer: {
      status: real.status,
      interval: 0,
      body: [bytesOf(real.body)],
      ...more,
      headers: length === undefined ? headers : [...headers, ["content-length", String(length)]]
    }
  }
}

/** All is announced, but only these pieces are sent. */
const unfinished = (real: Answer, end: End, body: ReadonlyArray<Uint8Array>) =>
  raw(real, end, { body }, bytesOf(real.body).length)

/** Half of the body, of which all was announced. @since 0.1.0 */
export const halved = (real: Answer, end: End): Outcome => unfinished(real, end, [half(bytesOf(real.body))])

const withBody = (real: Answer, body: string): Outcome => ({ kind: "answer", answer: { ...real, body } })

type Parameters = FaultParameters & {
  /** The clock's time, in milliseconds since the epoch. */
  readonly now: number
}

const unapplied: { readonly [K in Exclude<FaultName, AppliedFaultName>]: (chosen: Parameters) => Outcome } = {
  "rate-limited": () => rateLimited(),
  "rate-limited-seconds": ({ seconds = 7 }) => rateLimited(String(seconds)),
  // A date has no parts of a second: the next whole one.
  "rate-limited-date": ({ seconds = 7, now }) =>
    rateLimited(new Date(Math.ceil(now / 1_000 + seconds) * 1_000).toUTCString()),
  "rate-limited-absurd": () => rateLimited("999999999"),
  "rate-limited-negative": () => rateLimited("-7"),
  "rate-limited-garbage": () => rateLimited("in a while"),
  "status-500": () => serverError,
  "status-502-html": () => badGateway,
  "status-503": () => unavailable,
  "status-504": () => gatewayTimeout,
  "hang-before-headers": () => silent("hung"),
  "close-before-headers": () => silent("closed"),
  "reset-before-headers": () => silent("reset"),
  "redirect-host": ({ location = "https://elsewhere.invalid/" }) => redirect(location),
  "redirect-http": ({ location = "http://elsewhere.invalid/" }) => redirect(location)
}

const applied: { readonly [K in AppliedFaultName]: (real: Answer, chosen: Parameters) => Outcome } = {
  "status-500-applied": () => serverError,
  "status-502-html-applied": () => badGateway,
  "status-503-applied": () => unavailable,
  "status-504-applied": () => gatewayTimeout,
  "empty-body": (real) => withBody(real, ""),
  "no-content": () => answer(204, {}, ""),
  "body-cut": (real) => halved(real, "closed"),
  "body-truncated": (real) => withBody(real, real.body.slice(0, Math.ceil(real.body.length / 2))),
  "wrong-content-type": (real) => ({
    kind: "answer",
    answer: { ...real, headers: { ...real.headers, "content-type": "text/html" } }
  }),
  "length-too-long": (real) => raw(real, "closed", {}, bytesOf(real.body).length + 1_000),
  "length-too-short": (real) => raw(real, "complete", {}, half(bytesOf(real.body)).length),
  "gzip-garbage": (real) => ({
    kind: "answer",
    answer: { ...real, headers: { ...real.headers, "content-encoding": "gzip" }, body: "this is not gzip" }
  }),
  "invalid-utf8": (real) => {
    const body = Mangled.invalidUtf8(bytesOf(real.body))
    return raw(real, "complete", { body: [body] }, body.length)
  },
  "deep-json": (real, { depth = 100_000 }) => withBody(real, Mangled.nested(depth)),
  "deep-field": (real, { depth = 100_000 }) => withBody(real, Mangled.withField(real.body, Mangled.nested(depth))),
  "huge-body": (real, { bytes = 200_000_000 }) =>
    raw(real, "complete", { body: Mangled.padded(bytesOf(real.body), bytes) }),
  "slow-body": (real, { interval = 1_000 }) => {
    const bytes = bytesOf(real.body)
    return raw(real, "complete", { body: Mangled.singly(bytes), interval }, bytes.length)
  },
  "hang-before-headers-applied": () => silent("hung"),
  "hang-after-headers": (real) => unfinished(real, "hung", []),
  "hang-in-body": (real) => halved(real, "hung"),
  "close-before-headers-applied": () => silent("closed"),
  "reset-before-headers-applied": () => silent("reset"),
  "reset-after-headers": (real) => unfinished(real, "reset", []),
  "reset-in-body": (real) => halved(real, "reset"),
  "duplicate-header": (real) => {
    const { "content-type": _type, "x-request-id": _id, ...others } = real.headers
    const twice = [
      ["content-type", json],
      ["content-type", "text/plain"],
      ["x-request-id", "first"],
      ["x-request-id", "second"]
    ] as const
    return raw(real, "complete", { headers: [...Object.entries(others), ...twice] }, bytesOf(real.body).length)
  },
  "duplicate-length": (real) => {
    const { length } = bytesOf(real.body)
    const headers = [...Object.entries(real.headers), ["content-length", String(length + 1)] as const]
    return raw(real, "complete", { headers }, length)
  },
  "unknown-fields": (real) => withBody(real, Mangled.withUnknownFields(real.body)),
  "missing-fields": (real, { fields }) => withBody(real, Mangled.withoutFields(real.body, fields)),
  "null-fields": (real, { fields }) => withBody(real, Mangled.withNullFields(real.body, fields))
}

/**
 * What becomes of a request with this fault: a function of the real answer, or, where the request is not carried out,
 * the outcome itself.
 *
 * @since 0.1.0
 */
export const of = (
  { fault, ...parameters }: NamedFault,
  now: number
):
  | { readonly applied: false; readonly outcome: Outcome }
  | { readonly applied: true; readonly outcome: (real: Answer) => Outcome } => {
  const chosen = { ...parameters, now }
  return isApplied(fault)
    ? { applied: true, outcome: (real) => applied[fault](real, chosen) }
    : { applied: false, outcome: unapplied[fault](chosen) }
}
