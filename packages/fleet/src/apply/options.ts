/** The options of applying a set. */
import type { LosantError } from "@effect-losant/core"
import * as Duration from "effect/Duration"
import type * as Effect from "effect/Effect"
import type { Write } from "../model/Write.ts"

/**
 * Options of `ChangeSets.apply` and `ChangeSets.resume`.
 *
 * @example
 * ```ts
 * import type { ApplyOptions } from "@effect-losant/fleet"
 * import * as Effect from "effect/Effect"
 *
 * const options: ApplyOptions = {
 *   concurrency: 2,
 *   pauseAfter: "45 seconds",
 *   judge: (write) => Effect.succeed(write.orgName.startsWith("Plant") ? undefined : "it is no plant")
 * }
 * ```
 *
 * @since 0.2.0
 */
export interface ApplyOptions {
  /** The maximum number of writes under way at once. There are never two on one organization. Default 4. */
  readonly concurrency?: number | undefined
  /** The time limit of a request, its answer included. Default 10 seconds. */
  readonly writeTimeout?: Duration.Input | undefined
  /**
   * The time after its beginning in which a write without an answer may still be carried out. Only then does a look that finds
   * nothing prove anything. Default 60 seconds more than `writeTimeout`.
   */
  readonly settle?: Duration.Input | undefined
  /** Ends after this time, with what is left `planned`. Default never. */
  readonly pauseAfter?: Duration.Input | undefined
  /** False ends without waiting for the settle time. Default true. */
  readonly waitForSettle?: boolean | undefined
  /** Sends emails again whose first request is `unknown`: a person has to say so. Default false. */
  readonly resendUnknownEmails?: boolean | undefined
  /** Judges each write again before it is read again and sent. A phrase is the reason to skip it. Default nothing is skipped. */
  readonly judge?: ((write: Write) => Effect.Effect<string | undefined, LosantError>) | undefined
}

/** The options with their defaults, in milliseconds. */
export interface Settings {
  readonly concurrency: number
  readonly writeTimeout: number
  readonly settle: number
  readonly pauseAfter: number | undefined
  readonly waitForSettle: boolean
  readonly resendUnknownEmails: boolean
  readonly judge: NonNullable<ApplyOptions["judge"]> | undefined
}

const defaultConcurrency = 4
const defaultWriteTimeout = Duration.seconds(10)
const defaultSettleMargin = Duration.seconds(60)

export const settingsOf = (options: ApplyOptions): Settings => {
  const writeTimeout = Duration.fromInputUnsafe(options.writeTimeout ?? defaultWriteTimeout)
  const settle = Duration.fromInputUnsafe(options.settle ?? Duration.sum(writeTimeout, defaultSettleMargin))
  return {
    concurrency: options.concurrency ?? defaultConcurrency,
    writeTimeout: Duration.toMillis(writeTimeout),
    settle: Duration.toMillis(settle),
    pauseAfter:
      options.pauseAfter === undefined ? undefined : Duration.toMillis(Duration.fromInputUnsafe(options.pauseAfter)),
    waitForSettle: options.waitForSettle ?? true,
    resendUnknownEmails: options.resendUnknownEmails ?? false,
    judge: options.judge
  }
}
