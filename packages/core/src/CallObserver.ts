/**
 * Seeing how calls went, for logs and metrics.
 *
 * @example
 * ```ts
 * import { CallObserver, InstanceOrgs, type InstanceId } from "@effect-losant/core"
 * import * as Effect from "effect/Effect"
 *
 * const logged = (instanceId: InstanceId) =>
 *   InstanceOrgs.get({ instanceId }).pipe(
 *     Effect.provideService(CallObserver, (report) => Effect.logInfo(report.action, report.milliseconds))
 *   )
 * ```
 *
 * @module
 * @since 0.1.0
 */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import type { LosantError } from "./LosantError.ts"

/**
 * The report of a call of an action. It holds no argument and no token.
 *
 * @example
 * ```ts
 * import type { CallReport } from "@effect-losant/core"
 *
 * const isSlow = ({ attempts, milliseconds }: CallReport) => milliseconds / attempts > 1_000
 * ```
 *
 * @since 0.1.0
 */
export interface CallReport {
  /** Losant's name of the action. */
  readonly action: string
  /** The number of requests that were sent. */
  readonly attempts: number
  /** The duration of the call, in milliseconds. A change of the system's clock does not touch it. */
  readonly milliseconds: number
  /** The status of the answer to the last attempt; absent if there was no answer. */
  readonly status?: number
  /** The request id of that answer, if it has one. */
  readonly requestId?: string
  /** The tag of the error that the call failed with. */
  readonly error?: LosantError["_tag"]
}

/**
 * Is told of every call that ends with a value or an error. The call does not wait for it, and a failure of it changes
 * nothing about the call: Effect's `Console` gets a line about it.
 *
 * @example
 * ```ts
 * import { CallObserver } from "@effect-losant/core"
 * import * as Effect from "effect/Effect"
 * import * as Layer from "effect/Layer"
 *
 * // For the whole of a program. The report holds no argument and no token, and the time is in milliseconds.
 * const layer = Layer.succeed(CallObserver, ({ action, attempts, milliseconds, error = "none" }) =>
 *   Effect.logDebug("call", { action, attempts, milliseconds, error })
 * )
 * ```
 *
 * @since 0.1.0
 */
export const CallObserver = Context.Reference<(report: CallReport) => Effect.Effect<void>>(
  "@effect-losant/core/CallObserver",
  { defaultValue: () => () => Effect.void }
)
