// Reads the headers of an answer.
import * as Predicate from "effect/Predicate"
import { httpDateMillis } from "./httpDate.ts"

/** The value of a header, by its name in small letters. */
export type HeaderOf = (name: string) => string | undefined

const none: HeaderOf = () => undefined

/** Reads the headers of an answer: mostly `Headers`, but a `fetch` that a program brings may have a plain object. */
export const readHeaders = (headers: unknown): HeaderOf => {
  if (!Predicate.isObject(headers)) return none
  if (isReadable(headers)) return (name) => textOf(headers.get(name))
  return (name) => textOf(headers[name])
}

const isReadable = (headers: object): headers is { readonly get: (name: string) => unknown } =>
  "get" in headers && typeof headers.get === "function"

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined)

// Losant documents no request id; proxies and gateways set one of these.
const requestIdNames = ["x-request-id", "request-id", "x-amzn-requestid", "x-amz-cf-id", "cf-ray"]

/** The id under which the answer can be found in somebody's logs. */
export const requestIdOf = (headerOf: HeaderOf, redact: (text: string) => string): string | undefined => {
  for (const name of requestIdNames) {
    const id = headerOf(name)
    if (id !== undefined) return redact(id).slice(0, 200)
  }
  return undefined
}

const wholeSeconds = /^\d+$/

/** How long to wait, in milliseconds, where `Retry-After` says so in seconds or as a date; anything else is ignored. */
export const retryAfterOf = (headerOf: HeaderOf, currentMillis: () => number): number | undefined => {
  const text = headerOf("retry-after")?.trim()
  if (text === undefined) return undefined
  // A header of a few hundred digits would be more than a number can hold.
  if (wholeSeconds.test(text)) return Math.min(Number(text) * 1_000, Number.MAX_SAFE_INTEGER)
  const until = httpDateMillis(text)
  return until === undefined ? undefined : Math.max(0, until - currentMillis())
}
