/**
 * The rule for repetitions: it says if a failed request is sent again, and how long to wait before.
 *
 * @module
 * @since 0.1.0
 */
import * as Cause from "effect/Cause"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"
import * as Schedule from "effect/Schedule"
import { waitBefore } from "./internal/call/retryRule.ts"
import { makeStock, quotaOf } from "./internal/guards/quota.ts"
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
 * const endless: RetryQuota = { take: () => Effect.succeed(true), refill: () => Effect.void }
 * ```
 *
 * @since 0.1.0
 */
export interface RetryQuota {
  /** Takes what repeating after `error` costs; false when there is not enough left. */
  readonly take: (error: LosantError) => Effect.Effect<boolean>
  /** Puts back what a success earns: what its repetition after `error` cost, or a little if it was a first attempt. */
  readonly refill: (error?: LosantError) => Effect.Effect<void>
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
 * The schedule on which the requests of one call are repeated: capped exponential backoff with jitter, never shorter
 * than a `Retry-After` that Losant sent, and not at all when that is longer than `maxRetryAfter`. It gives the number of
 * the repetition, from 1.
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
export const schedule = (options: CallOptions, quota: Pick<RetryQuota, "take">) => {
  const rule = waitBefore(options)
  return Schedule.fromStepWithMetadata(
    Effect.succeed(({ input, attempt }: Schedule.InputMetadata<LosantError>) =>
      Effect.flatMap(Random.next, (random) => {
        const wait = rule(input, attempt, random)
        if (wait === undefined) return Cause.done(attempt)
        return Effect.flatMap(quota.take(input), (isTaken) =>
          isTaken ? Effect.succeed<[number, Duration.Duration]>([attempt, Duration.millis(wait)]) : Cause.done(attempt)
        )
      })
    )
  )
}
