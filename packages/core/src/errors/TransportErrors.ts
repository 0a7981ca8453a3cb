/**
 * The errors of requests that got no answer, or were not sent. `LosantError` exports them too.
 *
 * @example
 * ```ts
 * import { LosantTimeout } from "@effect-losant/core/errors/TransportErrors"
 *
 * const isLate = (error: unknown) => error instanceof LosantTimeout
 * ```
 *
 * @module
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import { callFields, Issue } from "../internal/errorFields.ts"

/**
 * The input does not fit the action's schema. Nothing was sent.
 *
 * @example
 * ```ts
 * import { LosantInvalidInput } from "@effect-losant/core"
 *
 * const whatIsWrong = (error: LosantInvalidInput) =>
 *   error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`)
 * ```
 *
 * @since 0.1.0
 */
export class LosantInvalidInput extends Schema.TaggedError<LosantInvalidInput>()("LosantInvalidInput", {
  ...callFields,
  issues: Schema.Array(Issue)
}) {
  /** Never: the same input fails again. */
  get isRetryable(): boolean {
    return false
  }
}

/**
 * The name was not resolved, or the connection was refused, reset or cut. `cause` holds no credentials.
 *
 * @example
 * ```ts
 * import { LosantTransport } from "@effect-losant/core"
 *
 * // For people: whether Losant saw a write is what they want to know.
 * const wasSeen = ({ outcome }: LosantTransport) => outcome !== "notSent"
 * ```
 *
 * @since 0.1.0
 */
export class LosantTransport extends Schema.TaggedError<LosantTransport>()("LosantTransport", {
  ...callFields,
  cause: Schema.optionalKey(Schema.Defect())
}) {
  /** For a GET, and for a write that was never sent. */
  get isRetryable(): boolean {
    return this.method === "GET" || this.outcome === "notSent"
  }
}

/**
 * Losant did not answer in time: `phase` says whether one attempt or the whole call took too long, `limit` how long it
 * was given, in milliseconds.
 *
 * @example
 * ```ts
 * import { InstanceOrgs, type InstanceId } from "@effect-losant/core"
 * import * as Effect from "effect/Effect"
 *
 * const create = (instanceId: InstanceId, name: string) =>
 *   InstanceOrgs.post({ instanceId, orgConfig: { name } }, { timeout: "5 seconds" }).pipe(
 *     Effect.tapError((error) =>
 *       error._tag === "LosantTimeout"
 *         ? Effect.logWarning(`${name} may be there after ${error.limit} ms all the same`, { outcome: error.outcome })
 *         : Effect.void
 *     )
 *   )
 * ```
 *
 * @since 0.1.0
 */
export class LosantTimeout extends Schema.TaggedError<LosantTimeout>()("LosantTimeout", {
  ...callFields,
  phase: Schema.Literals(["attempt", "total"]),
  limit: Schema.Finite
}) {
  /** For one attempt of a GET. */
  get isRetryable(): boolean {
    return this.method === "GET" && this.phase === "attempt"
  }
}

/**
 * Nothing was sent, because the attempts before failed too often in a row: the circuit of the layer is open. `failures`
 * says how many, `last` with what tag the last one, `retryAfter` when a call will be tried again, in milliseconds.
 *
 * @example
 * ```ts
 * import { LosantCircuitOpen } from "@effect-losant/core"
 *
 * const status = (error: LosantCircuitOpen) =>
 *   `Losant fails with ${error.last}; the next attempt is made in ${error.retryAfter} ms`
 * ```
 *
 * @since 0.1.0
 */
export class LosantCircuitOpen extends Schema.TaggedError<LosantCircuitOpen>()("LosantCircuitOpen", {
  ...callFields,
  failures: Schema.Int,
  last: Schema.String,
  retryAfter: Schema.Finite
}) {
  /** Not by the retry rule: waiting is what the circuit is for. */
  get isRetryable(): boolean {
    return false
  }
}

/**
 * Losant answered the pages of a list in a way that makes no progress:
 * - the same page again for the next one,
 * - an empty page, although the total says that more items follow,
 * - a total that fell and rose again and again, although nothing was deleted.
 *
 * Only the streams of `Pagination` fail with it. It is not a `LosantError`, because no single action fails with it.
 *
 * @example
 * ```ts
 * import { InstanceOrgs, type InstanceId, Pagination } from "@effect-losant/core"
 * import * as Effect from "effect/Effect"
 * import * as Stream from "effect/Stream"
 *
 * const count = (instanceId: InstanceId) =>
 *   Pagination.items(InstanceOrgs.get, { instanceId }).pipe(
 *     Stream.runCount,
 *     Effect.tapError(({ message }) => Effect.logError(message)),
 *     Effect.catchTag("LosantPageRepeated", () => Effect.succeed(0))
 *   )
 * ```
 *
 * @since 0.1.0
 */
export class LosantPageRepeated extends Schema.TaggedError<LosantPageRepeated>()("LosantPageRepeated", {
  action: Schema.String,
  method: Schema.Literal("GET"),
  path: Schema.String,
  message: Schema.String,
  page: Schema.Int
}) {
  /** Never. */
  get isRetryable(): boolean {
    return false
  }
}
