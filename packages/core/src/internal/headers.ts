// What the headers of an answer say.
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Headers from "effect/http/Headers"
import * as Result from "effect/Result"

// Losant documents no request id; proxies and gateways set one of these.
const requestIdNames = ["x-request-id", "request-id", "x-amzn-requestid", "x-amz-cf-id", "cf-ray"]

/** The id under which the answer can be found in somebody's logs. */
export const requestIdOf = (headers: Headers.Headers, redact: (text: string) => string): string | undefined => {
  const name = requestIdNames.find((candidate) => headers[candidate] !== undefined)
  return name === undefined ? undefined : redact(headers[name] ?? "").slice(0, 200)
}

/** How long to wait, in milliseconds, where `Retry-After` says so in seconds or as a date; anything else is ignored. */
export const retryAfterOf = (headers: Headers.Headers): Effect.Effect<number | undefined> => {
  const given = headers["retry-after"]
  // Nearly always there is none, and an error for that would be made with its stack.
  if (given === undefined) return Effect.undefined
  return Effect.map(Clock.currentTimeMillis, (now) => {
    const parsed = Headers.parseRetryAfter(given)
    return Result.isSuccess(parsed)
      ? // A header of a few hundred digits would be more than a number can hold.
        Math.min(Duration.toMillis(Headers.retryAfterDelay(parsed.success, now)), Number.MAX_SAFE_INTEGER)
      : undefined
  })
}
