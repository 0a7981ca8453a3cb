/**
 * When a failed request is sent again, and how long to wait before.
 *
 * @module
 * @since 0.1.0
 */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import { makeStock, quotaOf } from "./internal/guards/quota.ts"
import { defaultRetry } from "./internal/settings/defaults.ts"
import type { LosantError } from "./LosantError.ts"
import type { CallOptions } from "./LosantOptions.ts"

/**
 * The repetitions that all calls of a layer have in stock together. When much fails, it runs dry, and calls fail at
 * their first error instead of adding to the load of a Losant in trouble.
 *
 * @example
 * ```ts
 * import type { RetryQuota } from "@effect-losant/core/RetryPolicy"
 * import * as Effect from "effect/Effect"
 *
 * // As much as anybody wants.
 * const endless: RetryQuota = { take: () => Effect.succeed(true), refill: Effect.void }
 * ```
 *
 * @since 0.1.0
 */
export interface RetryQuota {
  /** Takes what repeating after `error` costs; false when there is not enough left. */
  readonly take: (error: LosantError) => Effect.Effect<boolean>
  /** Puts back what a success earns. */
  readonly refill: Effect.Effect<void>
}

/**
 * Makes a quota of `size`.
 *
 * @example
 * ```ts
 * import { makeQuota, schedule } from "@effect-losant/core/RetryPolicy"
 * import * as Effect from "effect/Effect"
 *
 * // Enough for fifty repetitions, of which each call of the program takes what it needs.
 * const shared = Effect.map(makeQuota(500), (quota) => schedule({ retry: { times: 5 } }, quota))
 * ```
 *
 * @since 0.1.0
 */
export const makeQuota = (size: number) => Effect.sync((): RetryQuota => quotaOf(makeStock(size)))

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

/**
 * The schedule on which the requests of one call are repeated: capped exponential backoff with jitter, never shorter
 * than a `Retry-After` that Losant sent, and not at all when that is longer than `maxRetryAfter`.
 *
 * @example
 * ```ts
 * import type { LosantError } from "@effect-losant/core"
 * import { makeQuota, schedule } from "@effect-losant/core/RetryPolicy"
 * import * as Effect from "effect/Effect"
 *
 * // The rule of this library, for a program that repeats something around its calls.
 * const repeated = <A>(work: Effect.Effect<A, LosantError>) =>
 *   Effect.flatMap(makeQuota(100), (quota) =>
 *     Effect.retry(work, schedule({ retry: { times: 2, baseDelay: "1 second" } }, quota))
 *   )
 * ```
 *
 * @since 0.1.0
 */
export const schedule = (options: CallOptions, quota: RetryQuota) => {
  const {
    times = defaultRetry.times,
    baseDelay = defaultRetry.baseDelay,
    maxDelay = defaultRetry.maxDelay,
    maxRetryAfter = defaultRetry.maxRetryAfter
  } = options.retry ?? {}
  const maxRetryAfterMillis = Duration.toMillis(maxRetryAfter)
  const retryAfter = (error: LosantError) => ("retryAfter" in error ? (error.retryAfter ?? 0) : 0)
  // `min` of the two schedules is the exponential one, capped.
  return Schedule.min([Schedule.exponential(baseDelay), Schedule.spaced(maxDelay)]).pipe(
    Schedule.jittered,
    Schedule.upTo({ times }),
    Schedule.setInputType<LosantError>(),
    Schedule.while(({ input }) => mayRepeat(input, options) && retryAfter(input) <= maxRetryAfterMillis),
    Schedule.while(({ input }) => quota.take(input)),
    Schedule.modifyDelay(({ input, duration }) =>
      Effect.succeed(Duration.max(duration, Duration.millis(retryAfter(input))))
    )
  )
}
