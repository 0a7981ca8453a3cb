/**
 * The errors of answers by which Losant refuses a request: 4xx. `LosantError` exports them too.
 *
 * @example
 * ```ts
 * import { LosantForbidden } from "@effect-losant/core/errors/ClientErrors"
 *
 * const isForbidden = (error: unknown) => error instanceof LosantForbidden
 * ```
 *
 * @module
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import { answerFields } from "../internal/errorFields.ts"

/**
 * Losant refused the request's parameters or body (400, 422).
 *
 * @example
 * ```ts
 * import { LosantValidation } from "@effect-losant/core"
 *
 * // Losant's own words if the answer has any. `message` also says which action was called.
 * const reason = (error: LosantValidation) => error.losantMessage ?? error.message
 * ```
 *
 * @since 0.1.0
 */
export class LosantValidation extends Schema.TaggedError<LosantValidation>()("LosantValidation", answerFields) {
  /** Never: the same request is refused again. */
  get isRetryable(): boolean {
    return false
  }
}

/**
 * Losant does not know the token, or it expired (401).
 *
 * @example
 * ```ts
 * import { InstanceOrgs, type InstanceId } from "@effect-losant/core"
 * import * as Effect from "effect/Effect"
 *
 * const isAccepted = (instanceId: InstanceId) =>
 *   InstanceOrgs.get({ instanceId, perPage: 1 }).pipe(
 *     Effect.as(true),
 *     Effect.catchTag("LosantUnauthorized", () => Effect.succeed(false))
 *   )
 * ```
 *
 * @since 0.1.0
 */
export class LosantUnauthorized extends Schema.TaggedError<LosantUnauthorized>()("LosantUnauthorized", answerFields) {
  /** Never: the token has to be replaced. */
  get isRetryable(): boolean {
    return false
  }
}

/**
 * The token does not allow the action (403). `requiredScopes` lists the scopes of which any one is needed. A token that has
 * one is refused too if the person's role, or the role that caps the token (`defaultRole`, `orgRoles`), does not allow the
 * action. Losant does not say which it is.
 *
 * @example
 * ```ts
 * import { InstanceOrg, type InstanceId, type OrgId } from "@effect-losant/core"
 * import * as Console from "effect/Console"
 * import * as Effect from "effect/Effect"
 *
 * const remove = (instanceId: InstanceId, orgId: OrgId) =>
 *   InstanceOrg.delete({ instanceId, orgId }).pipe(
 *     Effect.catchTag("LosantForbidden", ({ requiredScopes }) =>
 *       Console.error(`The token needs one of ${requiredScopes.join(", ")}, and a role that may.`)
 *     )
 *   )
 * ```
 *
 * @since 0.1.0
 */
export class LosantForbidden extends Schema.TaggedError<LosantForbidden>()("LosantForbidden", {
  ...answerFields,
  requiredScopes: Schema.Array(Schema.String)
}) {
  /** Never: the token has to get a scope first. */
  get isRetryable(): boolean {
    return false
  }
}

/**
 * The thing that an id in the path names does not exist (404). `ids` holds the ids of the path by name.
 *
 * @example
 * ```ts
 * import { InstanceOrg, type InstanceId, type OrgId } from "@effect-losant/core"
 * import * as Effect from "effect/Effect"
 * import * as Option from "effect/Option"
 *
 * const find = (instanceId: InstanceId, orgId: OrgId) =>
 *   InstanceOrg.get({ instanceId, orgId }).pipe(
 *     Effect.map(Option.some),
 *     Effect.catchTag("LosantNotFound", () => Effect.succeedNone)
 *   )
 * ```
 *
 * @since 0.1.0
 */
export class LosantNotFound extends Schema.TaggedError<LosantNotFound>()("LosantNotFound", {
  ...answerFields,
  ids: Schema.Record(Schema.String, Schema.String)
}) {
  /** Never: the id has to be corrected. */
  get isRetryable(): boolean {
    return false
  }
}

/**
 * The request conflicts with what is there (409).
 *
 * @example
 * ```ts
 * import { InstanceOrgMembers, type InstanceId, type OrgId, type UserId } from "@effect-losant/core"
 * import * as Effect from "effect/Effect"
 *
 * const add = (instanceId: InstanceId, orgId: OrgId, userId: UserId) =>
 *   InstanceOrgMembers.post({ instanceId, orgId, member: { userId, role: "view" } }).pipe(
 *     Effect.catchTag("LosantConflict", ({ message }) => Effect.logWarning(message))
 *   )
 * ```
 *
 * @since 0.1.0
 */
export class LosantConflict extends Schema.TaggedError<LosantConflict>()("LosantConflict", answerFields) {
  /** Never: the conflict has to be resolved. */
  get isRetryable(): boolean {
    return false
  }
}

/**
 * The request's body is too large (413).
 *
 * @example
 * ```ts
 * import { LosantPayloadTooLarge } from "@effect-losant/core"
 *
 * const isTooLarge = (error: unknown) => error instanceof LosantPayloadTooLarge
 * ```
 *
 * @since 0.1.0
 */
export class LosantPayloadTooLarge extends Schema.TaggedError<LosantPayloadTooLarge>()(
  "LosantPayloadTooLarge",
  answerFields
) {
  /** Never: the body has to shrink. */
  get isRetryable(): boolean {
    return false
  }
}

/**
 * Too many requests (429). `retryAfter` is the wait that Losant asks for, in milliseconds; absent if it asks for none.
 *
 * @example
 * ```ts
 * import { InstanceOrgs, type InstanceId } from "@effect-losant/core"
 * import * as Effect from "effect/Effect"
 *
 * // After the layer's own repetitions: once more, when Losant says that it may be.
 * const patient = (instanceId: InstanceId) =>
 *   InstanceOrgs.get({ instanceId }).pipe(
 *     Effect.catchTag("LosantRateLimited", ({ retryAfter = 60_000 }) =>
 *       Effect.delay(InstanceOrgs.get({ instanceId }), retryAfter)
 *     )
 *   )
 * ```
 *
 * @since 0.1.0
 */
export class LosantRateLimited extends Schema.TaggedError<LosantRateLimited>()("LosantRateLimited", {
  ...answerFields,
  retryAfter: Schema.optionalKey(Schema.Finite)
}) {
  /** Always: Losant has not carried the request out. */
  get isRetryable(): boolean {
    return true
  }
}
