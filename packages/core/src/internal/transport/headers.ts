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

const seconds = /^\d+(?:\.\d+)?$/

// A date has a comma after the name of its day. Other commas separate values, since a proxy may add a header of its own.
const commaOfDay = /\b((?:sun|mon|tue|wed|thu|fri|sat)[a-z]*),/gi

/**
 * Reads `Retry-After`, in milliseconds: seconds, also with a fraction, or a date. A date is compared with the `Date` of
 * the same answer, because the clocks of the two sides may differ. The longest of several values counts, and anything
 * else is ignored.
 */
export const retryAfterOf = (headerOf: HeaderOf, currentMillis: () => number): number | undefined => {
  const values = (headerOf("retry-after") ?? "").replace(commaOfDay, "$1;").split(",")
  const waits = values.flatMap((value) => {
    const text = value.replace(";", ",").trim()
    // A header of a few hundred digits would be more than a number can hold.
    if (seconds.test(text)) return [Math.min(Math.ceil(Number(text) * 1_000), Number.MAX_SAFE_INTEGER)]
    const until = httpDateMillis(text)
    if (until === undefined) return []
    const now = httpDateMillis(headerOf("date")?.trim() ?? "") ?? currentMillis()
    return [Math.max(0, until - now)]
  })
  return waits.length === 0 ? undefined : Math.max(...waits)
}
