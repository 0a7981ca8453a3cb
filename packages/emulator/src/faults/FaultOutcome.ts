/**
 * The outcome of a request under each fault of the catalogue.
 *
 * @since 0.1.0
 */

import type { Answer, End, Outcome, RawAnswer } from "../http/Outcome.ts"
import {
  type AppliedFaultName,
  type FaultName,
  type FaultParameters,
  isApplied,
  isLate,
  type LateFaultName,
  type NamedFault
} from "./FaultCatalogue.ts"
import {
  addRawField,
  addUnknownFields,
  corruptUtf8,
  nestArrays,
  padWithBlanks,
  removeFields,
  setFieldsToNull,
  splitIntoBytes
} from "./MalformedBody.ts"

const encodeText = (text: string): Uint8Array => new TextEncoder().encode(text)
const firstHalf = (bytes: Uint8Array): Uint8Array => bytes.slice(0, Math.ceil(bytes.length / 2))

const toAnswer = (status: number, headers: Answer["headers"], body: string): Outcome => ({
  kind: "answer",
  answer: { status, headers, body }
})

const json = "application/json; charset=utf-8"
const losantError = (status: number, type: string, message: string, headers: Answer["headers"] = {}) =>
  toAnswer(status, { "content-type": json, ...headers }, JSON.stringify({ type, message }))

const rateLimited = (retryAfter?: string, headers: Answer["headers"] = {}) =>
  losantError(429, "RateLimited", "Too many requests", {
    ...headers,
    ...(retryAfter === undefined ? {} : { "retry-after": retryAfter })
  })

/** The date of a moment, as HTTP writes it: with whole seconds. */
const httpDate = (millis: number) => new Date(millis).toUTCString()

const serverError = losantError(500, "Error", "Something went wrong")
const badGateway = toAnswer(
  502,
  { "content-type": "text/html" },
  "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>\n"
)
const unavailable = toAnswer(503, {}, "")
const gatewayTimeout = toAnswer(504, { "content-type": "text/plain" }, "upstream request timeout")

const redirect = (location: string) => toAnswer(307, { location }, "")

const sendNothing = (end: End): Outcome => ({ kind: "raw", answer: undefined, end })

/** The answer with some parts replaced. `length` is the announced Content-Length. */
const toRaw = (real: Answer, end: End, more: Partial<RawAnswer>, length?: number): Outcome => {
  const headers = more.headers ?? Object.entries(real.headers)
  return {
    kind: "raw",
    end,
    answer: {
      status: real.status,
      interval: 0,
      body: [encodeText(real.body)],
      ...more,
      headers: length === undefined ? headers : [...headers, ["content-length", String(length)]]
    }
  }
}

/** The whole length is announced, but only these pieces are sent. */
const sendPart = (real: Answer, end: End, body: ReadonlyArray<Uint8Array>) =>
  toRaw(real, end, { body }, encodeText(real.body).length)

/** The first half of a body of which the whole length is announced. @since 0.1.0 */
export const sendHalf = (real: Answer, end: End): Outcome => sendPart(real, end, [firstHalf(encodeText(real.body))])

const replaceBody = (real: Answer, body: string): Outcome => ({ kind: "answer", answer: { ...real, body } })

type Parameters = FaultParameters & {
  /** The time of the clock, in milliseconds since the epoch. */
  readonly now: number
}

const unappliedFaults: { readonly [K in Exclude<FaultName, AppliedFaultName>]: (options: Parameters) => Outcome } = {
  "rate-limited": () => rateLimited(),
  "rate-limited-seconds": ({ seconds = 7 }) => rateLimited(String(seconds)),
  // The time is rounded up, because the date has whole seconds. The answer has a `Date` of the same clock.
  "rate-limited-date": ({ seconds = 7, now }) =>
    rateLimited(httpDate(Math.ceil(now / 1_000 + seconds) * 1_000), { date: httpDate(now) }),
  "rate-limited-absurd": () => rateLimited("999999999"),
  "rate-limited-negative": () => rateLimited("-7"),
  "rate-limited-garbage": () => rateLimited("in a while"),
  "status-500": () => serverError,
  "status-502-html": () => badGateway,
  "status-503": () => unavailable,
  "status-504": () => gatewayTimeout,
  "hang-before-headers": () => sendNothing("hung"),
  "close-before-headers": () => sendNothing("closed"),
  "reset-before-headers": () => sendNothing("reset"),
  "redirect-host": ({ location = "https://elsewhere.invalid/" }) => redirect(location),
  "redirect-http": ({ location = "http://elsewhere.invalid/" }) => redirect(location)
}

const lateFaults: { readonly [K in LateFaultName]: () => Outcome } = {
  "reset-before-headers-late": () => sendNothing("reset")
}

const appliedFaults: {
  readonly [K in Exclude<AppliedFaultName, LateFaultName>]: (real: Answer, options: Parameters) => Outcome
} = {
  "status-500-applied": () => serverError,
  "status-502-html-applied": () => badGateway,
  "status-503-applied": () => unavailable,
  "status-504-applied": () => gatewayTimeout,
  "empty-body": (real) => replaceBody(real, ""),
  "no-content": () => toAnswer(204, {}, ""),
  "body-cut": (real) => sendHalf(real, "closed"),
  "body-truncated": (real) => replaceBody(real, real.body.slice(0, Math.ceil(real.body.length / 2))),
  "wrong-content-type": (real) => ({
    kind: "answer",
    answer: { ...real, headers: { ...real.headers, "content-type": "text/html" } }
  }),
  "length-too-long": (real) => toRaw(real, "closed", {}, encodeText(real.body).length + 1_000),
  "length-too-short": (real) => toRaw(real, "complete", {}, firstHalf(encodeText(real.body)).length),
  "gzip-garbage": (real) => ({
    kind: "answer",
    answer: { ...real, headers: { ...real.headers, "content-encoding": "gzip" }, body: "this is not gzip" }
  }),
  "invalid-utf8": (real) => {
    const body = corruptUtf8(encodeText(real.body))
    return toRaw(real, "complete", { body: [body] }, body.length)
  },
  "deep-json": (real, { depth = 100_000 }) => replaceBody(real, nestArrays(depth)),
  "deep-field": (real, { depth = 100_000 }) => replaceBody(real, addRawField(real.body, nestArrays(depth))),
  "huge-body": (real, { bytes = 200_000_000 }) =>
    toRaw(real, "complete", { body: padWithBlanks(encodeText(real.body), bytes) }),
  "slow-body": (real, { interval = 1_000 }) => {
    const bytes = encodeText(real.body)
    return toRaw(real, "complete", { body: splitIntoBytes(bytes), interval }, bytes.length)
  },
  "hang-before-headers-applied": () => sendNothing("hung"),
  "hang-after-headers": (real) => sendPart(real, "hung", []),
  "hang-in-body": (real) => sendHalf(real, "hung"),
  "close-before-headers-applied": () => sendNothing("closed"),
  "reset-before-headers-applied": () => sendNothing("reset"),
  "reset-after-headers": (real) => sendPart(real, "reset", []),
  "reset-in-body": (real) => sendHalf(real, "reset"),
  "duplicate-header": (real) => {
    const { "content-type": _type, "x-request-id": _id, ...others } = real.headers
    const twice = [
      ["content-type", json],
      ["content-type", "text/plain"],
      ["x-request-id", "first"],
      ["x-request-id", "second"]
    ] as const
    return toRaw(real, "complete", { headers: [...Object.entries(others), ...twice] }, encodeText(real.body).length)
  },
  "duplicate-length": (real) => {
    const { length } = encodeText(real.body)
    const headers = [...Object.entries(real.headers), ["content-length", String(length + 1)] as const]
    return toRaw(real, "complete", { headers }, length)
  },
  "unknown-fields": (real) => replaceBody(real, addUnknownFields(real.body)),
  "missing-fields": (real, { fields }) => replaceBody(real, removeFields(real.body, fields)),
  "null-fields": (real, { fields }) => replaceBody(real, setFieldsToNull(real.body, fields))
}

/**
 * The outcome of a request with this fault. When the request is carried out, the outcome is a function of the real
 * answer. When it is carried out late, that happens `delay` milliseconds after the outcome.
 *
 * @since 0.1.0
 */
export const applyFault = (
  { fault, ...parameters }: NamedFault,
  now: number
):
  | { readonly applied: false; readonly outcome: Outcome }
  | { readonly applied: "late"; readonly delay: number; readonly outcome: Outcome }
  | { readonly applied: true; readonly outcome: (real: Answer) => Outcome } => {
  const options = { ...parameters, now }
  if (isLate(fault)) {
    const { delay = 5_000 } = parameters
    return { applied: "late", delay, outcome: lateFaults[fault]() }
  }
  return isApplied(fault)
    ? { applied: true, outcome: (real) => appliedFaults[fault](real, options) }
    : { applied: false, outcome: unappliedFaults[fault](options) }
}
