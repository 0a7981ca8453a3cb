/**
 * The options of a layer and of a call. An option that is `undefined` counts as absent. A wrong option fails a layer
 * with `LosantConfigError`, and a call with `LosantInvalidInput`.
 *
 * @module
 * @since 0.1.0
 */
import type * as Duration from "effect/Duration"
import type { Redacted } from "effect/Redacted"
import type { InstanceId } from "./schemas/Ids.ts"

/**
 * The rule for repetitions. A GET is sent again on transport errors, attempt timeouts, 429 and 5xx; a write only when
 * it surely was not applied.
 *
 * @example
 * ```ts
 * import type { RetryOptions } from "@effect-losant/core"
 *
 * const patient: RetryOptions = { times: 6, baseDelay: "500 millis", maxDelay: "30 seconds" }
 * const never: RetryOptions = { times: 0 }
 * ```
 *
 * @since 0.1.0
 */
export interface RetryOptions {
  /** The maximum number of repetitions after the first attempt. Default 3; 0 for none. */
  readonly times?: number | undefined
  /** The wait before the first repetition, which doubles each time, jittered by a fifth. Default 200 milliseconds. */
  readonly baseDelay?: Duration.Input | undefined
  /** The longest wait between repetitions, before the jitter. Default 5 seconds. */
  readonly maxDelay?: Duration.Input | undefined
  /** The longest `Retry-After` that is waited for; beyond it the call fails at once. Default 60 seconds. */
  readonly maxRetryAfter?: Duration.Input | undefined
}

/**
 * The limit for all calls of a layer together. Calls beyond it wait, in the order in which they came.
 *
 * @example
 * ```ts
 * import type { LimiterOptions } from "@effect-losant/core/LosantOptions"
 *
 * const gentle: LimiterOptions = { concurrency: 4, perSecond: 10 }
 * ```
 *
 * @since 0.1.0
 */
export interface LimiterOptions {
  /** The maximum number of requests under way at once. Default no limit. */
  readonly concurrency?: number | undefined
  /** The maximum number of requests that begin in a second. Default no limit. */
  readonly perSecond?: number | undefined
}

/**
 * When a layer stops sending requests because Losant is in trouble: after so many attempts in a row that ended with a
 * transport error, a timeout or a 5xx. Calls then fail with `LosantCircuitOpen`, until after a while one attempt is
 * let through: its success closes the circuit, its failure keeps it open for as long again. An attempt that ends with
 * its call, by `totalTimeout` or because nobody wants it any more, is not counted.
 *
 * @example
 * ```ts
 * import type { CircuitOptions } from "@effect-losant/core/LosantOptions"
 *
 * const quick: CircuitOptions = { failures: 5, openFor: "1 minute" }
 * ```
 *
 * @since 0.1.0
 */
export interface CircuitOptions {
  /** After how many failures in a row. Default 20. */
  readonly failures?: number | undefined
  /** For how long. Default 10 seconds. */
  readonly openFor?: Duration.Input | undefined
}

/**
 * The options of one call.
 *
 * @example
 * ```ts
 * import { type CallOptions, InstanceOrg, type InstanceId, type OrgId } from "@effect-losant/core"
 *
 * const quick: CallOptions = { timeout: "2 seconds", totalTimeout: "5 seconds", retry: { times: 1 } }
 * const look = (instanceId: InstanceId, orgId: OrgId) => InstanceOrg.get({ instanceId, orgId }, quick)
 * ```
 *
 * @since 0.1.0
 */
export interface CallOptions {
  /** The time limit of one attempt, which includes reading the answer. Default 30 seconds. */
  readonly timeout?: Duration.Input | undefined
  /** The time limit of the whole call, with all attempts and the waits between them. Default four times `timeout`. */
  readonly totalTimeout?: Duration.Input | undefined
  readonly retry?: RetryOptions | undefined
  /**
   * Sends a PATCH or DELETE again after a failure that may have applied it. A repeated DELETE then succeeds if Losant
   * answers that the thing itself was not found. A POST is never repeated that way. Default false.
   */
  readonly retryWrites?: boolean | undefined
}

/**
 * The options of a layer.
 *
 * @example
 * ```ts
 * import type { LosantOptions } from "@effect-losant/core"
 * import * as Redacted from "effect/Redacted"
 *
 * const options = (token: string): LosantOptions => ({
 *   accessToken: Redacted.make(token),
 *   timeout: "10 seconds",
 *   limiter: { concurrency: 8 },
 *   circuit: false
 * })
 * ```
 *
 * @since 0.1.0
 */
export interface LosantOptions extends CallOptions {
  /** An instance token or a user token. */
  readonly accessToken: Redacted<string>
  /** The URL of the API: https, or http on loopback. Default `https://api.losant.com`. */
  readonly url?: string | undefined
  /** The default instance of programs: see `Losant.instanceId`. */
  readonly instanceId?: InstanceId | undefined
  /**
   * The stock from which all calls of the layer together pay for repetitions: one after a 429 costs 5, any other 10,
   * and one after a 429 with `Retry-After` nothing. A repetition that succeeds puts back what it cost, any other
   * success 1. Default 500.
   */
  readonly retryQuota?: number | undefined
  /** Default no limit. */
  readonly limiter?: LimiterOptions | undefined
  /** `false` for none. */
  readonly circuit?: CircuitOptions | false | undefined
  /** The longest answer that is read, in bytes. Default 32 MiB. */
  readonly maxAnswerBytes?: number | undefined
  /**
   * Another `fetch` to send the requests with, which decides for itself what it caches. Default the global one of the
   * moment of the call, told to cache nothing where the runtime knows how.
   */
  readonly fetch?: typeof globalThis.fetch | undefined
}
