/**
 * Answers that are of no use: of a failure, with a status that is not known, or not readable. `LosantError` exports
 * them too.
 *
 * @example
 * ```ts
 * import { LosantServerError } from "@effect-losant/core/errors/ResponseErrors"
 *
 * const isOfServer = (error: unknown) => error instanceof LosantServerError
 * ```
 *
 * @module
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import { answerFields, Issue } from "../internal/errorFields.ts"

/**
 * Losant, or a proxy before it, failed (500–599). `retryAfter` is the wait that the answer asks for, in
 * milliseconds; absent if it asks for none.
 *
 * @example
 * ```ts
 * import { LosantServerError } from "@effect-losant/core"
 *
 * const report = ({ status, requestId = "unknown" }: LosantServerError) => `Losant answered ${status} to ${requestId}`
 * ```
 *
 * @since 0.1.0
 */
export class LosantServerError extends Schema.TaggedError<LosantServerError>()("LosantServerError", {
  ...answerFields,
  retryAfter: Schema.optionalKey(Schema.Finite)
}) {
  /** For a GET; a write may have been applied. */
  get isRetryable(): boolean {
    return this.method === "GET"
  }
}

/**
 * A status that the API does not use here, such as 405 or a redirect, which is not followed.
 *
 * @example
 * ```ts
 * import { LosantUnexpectedStatus } from "@effect-losant/core"
 *
 * const isRedirect = (error: unknown) =>
 *   error instanceof LosantUnexpectedStatus && error.status >= 300 && error.status < 400
 * ```
 *
 * @since 0.1.0
 */
export class LosantUnexpectedStatus extends Schema.TaggedError<LosantUnexpectedStatus>()(
  "LosantUnexpectedStatus",
  answerFields
) {
  /** Never. */
  get isRetryable(): boolean {
    return false
  }
}

/**
 * Losant answered 2xx, but with no JSON, or with JSON that does not fit. `issues` says where.
 *
 * @example
 * ```ts
 * import { LosantDecode } from "@effect-losant/core"
 *
 * // Where Losant's answer does not have the shape that it is documented with.
 * const places = (error: LosantDecode) => error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`)
 * ```
 *
 * @since 0.1.0
 */
export class LosantDecode extends Schema.TaggedError<LosantDecode>()("LosantDecode", {
  ...answerFields,
  issues: Schema.Array(Issue)
}) {
  /** Never. */
  get isRetryable(): boolean {
    return false
  }
}
