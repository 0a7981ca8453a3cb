// The rule by which a failed request is sent again: whether, and after which wait. It knows nothing of the quota. That
// is asked last, so only a repetition that is made pays.
import * as Duration from "effect/Duration"
import type { LosantError } from "../../LosantError.ts"
import type { CallOptions } from "../../LosantOptions.ts"
import { defaultRetry } from "../settings/defaults.ts"

/**
 * The wait before a repetition after `error`, in milliseconds, or undefined if there is none. `repetition` counts from
 * 1, and `random` is a number from 0 to 1.
 */
export type WaitBefore = (error: LosantError, repetition: number, random: number) => number | undefined

/**
 * Makes the rule of a call: capped exponential backoff with jitter, never shorter than a `Retry-After` that Losant
 * sent, and nothing at all when that is longer than `maxRetryAfter`.
 */
export const waitBefore = (options: CallOptions): WaitBefore => {
  const {
    times = defaultRetry.times,
    baseDelay = defaultRetry.baseDelay,
    maxDelay = defaultRetry.maxDelay,
    maxRetryAfter = defaultRetry.maxRetryAfter
  } = options.retry ?? {}
  const baseDelayMillis = Duration.toMillis(baseDelay)
  const maxDelayMillis = Duration.toMillis(maxDelay)
  const maxRetryAfterMillis = Duration.toMillis(maxRetryAfter)
  return (error, repetition, random) => {
    const asked = "retryAfter" in error ? (error.retryAfter ?? 0) : 0
    if (repetition > times || !mayRepeat(error, options) || asked > maxRetryAfterMillis) return undefined
    // A fifth less or more, so that calls that failed together do not come back together.
    const jitter = 0.8 + 0.4 * random
    return Math.max(Math.min(baseDelayMillis * 2 ** (repetition - 1), maxDelayMillis) * jitter, asked)
  }
}

/**
 * Tells if the request that failed with `error` may be sent again: without the risk that a write is applied twice, or
 * with `retryWrites` in spite of that risk.
 */
const mayRepeat = (error: LosantError, options: CallOptions): boolean =>
  error.isRetryable ||
  (options.retryWrites === true &&
    (error.method === "PATCH" || error.method === "DELETE") &&
    error.outcome === "unknown" &&
    isPassing(error))

// A GET is repeated after these errors. The outcome alone does not decide: a 404 after a timeout is `unknown` too.
const isPassing = (error: LosantError): boolean =>
  error._tag === "LosantTransport" ||
  error._tag === "LosantServerError" ||
  (error._tag === "LosantTimeout" && error.phase === "attempt")
