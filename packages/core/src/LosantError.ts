/**
 * What can go wrong when an action runs, each with a tag of its own.
 *
 * @example
 * ```ts
 * import { InstanceOrg, type InstanceId, type OrgId } from "@effect-losant/core"
 * import * as Effect from "effect/Effect"
 *
 * const nameOf = (instanceId: InstanceId, orgId: OrgId) =>
 *   InstanceOrg.get({ instanceId, orgId }).pipe(
 *     Effect.map((org) => org.name),
 *     Effect.catchTag("LosantNotFound", (error) => Effect.succeed(`no organization ${error.ids["orgId"]}`))
 *   )
 * ```
 *
 * @module
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"

const outcomes = ["notSent", "rejected", "unknown", "applied"] as const

/**
 * What became of a write that failed: `notSent` (Losant never saw it), `rejected` (4xx: nothing changed), `unknown`
 * (it may have been applied: look before sending it again), `applied` (it was, but its answer could not be read).
 *
 * @example
 * ```ts
 * import type { Outcome } from "@effect-losant/core"
 *
 * const advice: Readonly<Record<Outcome, string>> = {
 *   notSent: "try again",
 *   rejected: "correct the request",
 *   unknown: "look whether it was done, before anything else",
 *   applied: "it was done"
 * }
 * ```
 *
 * @since 0.1.0
 */
export type Outcome = (typeof outcomes)[number]

const called = {
  action: Schema.String,
  method: Schema.Literals(["GET", "POST", "PATCH", "DELETE"]),
  path: Schema.String,
  message: Schema.String,
  outcome: Schema.optionalKey(Schema.Literals(outcomes))
}

const answered = {
  ...called,
  status: Schema.Int,
  type: Schema.optionalKey(Schema.String),
  losantMessage: Schema.optionalKey(Schema.String),
  requestId: Schema.optionalKey(Schema.String)
}

const Issue = Schema.Struct({
  path: Schema.Array(Schema.Union([Schema.String, Schema.Finite])),
  message: Schema.String
})

/**
 * Where a value does not fit its schema, and why.
 *
 * @example
 * ```ts
 * import type { Issue } from "@effect-losant/core"
 *
 * const lineOf = ({ path, message }: Issue) => `${path.join(".")}: ${message}`
 * ```
 *
 * @since 0.1.0
 */
export type Issue = typeof Issue.Type

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
  ...called,
  issues: Schema.Array(Issue)
}) {
  /** Never: the same input fails again. */
  get isRetryable(): boolean {
    return false
  }
}

/**
 * Losant refused the request's parameters or body (400, 422).
 *
 * @example
 * ```ts
 * import { LosantValidation } from "@effect-losant/core"
 *
 * // Losant's own words, where it had some; `message` says the same with what was called.
 * const reason = (error: LosantValidation) => error.losantMessage ?? error.message
 * ```
 *
 * @since 0.1.0
 */
export class LosantValidation extends Schema.TaggedError<LosantValidation>()("LosantValidation", answered) {
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
export class LosantUnauthorized extends Schema.TaggedError<LosantUnauthorized>()("LosantUnauthorized", answered) {
  /** Never: the token has to be replaced. */
  get isRetryable(): boolean {
    return false
  }
}

/**
 * The token's scopes do not allow the action (403). `requiredScopes` lists those of which any one would.
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
 *       Console.error(`The token needs one of ${requiredScopes.join(", ")}.`)
 *     )
 *   )
 * ```
 *
 * @since 0.1.0
 */
export class LosantForbidden extends Schema.TaggedError<LosantForbidden>()("LosantForbidden", {
  ...answered,
  requiredScopes: Schema.Array(Schema.String)
}) {
  /** Never: the token has to get a scope first. */
  get isRetryable(): boolean {
    return false
  }
}

/**
 * What an id in the path names does not exist (404). `ids` holds the ids of the path by name.
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
  ...answered,
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
export class LosantConflict extends Schema.TaggedError<LosantConflict>()("LosantConflict", answered) {
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
  answered
) {
  /** Never: the body has to shrink. */
  get isRetryable(): boolean {
    return false
  }
}

/**
 * Too many requests (429). `retryAfter` is in milliseconds, where Losant said.
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
  ...answered,
  retryAfter: Schema.optionalKey(Schema.Finite)
}) {
  /** Always: Losant has not carried the request out. */
  get isRetryable(): boolean {
    return true
  }
}

/**
 * Losant, or a proxy before it, failed (500–599). `retryAfter` is in milliseconds, where the answer said.
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
  ...answered,
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
  answered
) {
  /** Never. */
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
  ...called,
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
  ...called,
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
  ...called,
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
  ...answered,
  issues: Schema.Array(Issue)
}) {
  /** Never. */
  get isRetryable(): boolean {
    return false
  }
}

/**
 * A list answered the same page again when the next one was asked for. Only `Pagination` fails with it, so it is no
 * `LosantError`, which is what an action can fail with: its streams name it beside the errors of their action.
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

/**
 * What every action can fail with.
 *
 * @example
 * ```ts
 * import { type CommonError, Instances } from "@effect-losant/core"
 * import * as Effect from "effect/Effect"
 *
 * // Nothing in its path can be missing, so these are all of its errors.
 * const reason = ({ message }: CommonError) => message
 * const names = Instances.get().pipe(
 *   Effect.map(({ items }) => items.map(({ name, id }) => name ?? id).join(", ")),
 *   Effect.catch((error) => Effect.succeed(reason(error)))
 * )
 * ```
 *
 * @since 0.1.0
 */
export type CommonError =
  | LosantInvalidInput
  | LosantValidation
  | LosantUnauthorized
  | LosantForbidden
  | LosantConflict
  | LosantPayloadTooLarge
  | LosantRateLimited
  | LosantServerError
  | LosantUnexpectedStatus
  | LosantTransport
  | LosantTimeout
  | LosantCircuitOpen
  | LosantDecode

/**
 * What any action can fail with.
 *
 * @example
 * ```ts
 * import type { LosantError } from "@effect-losant/core"
 *
 * const lineOf = (error: LosantError) =>
 *   "status" in error ? `${error._tag} ${error.status}: ${error.message}` : `${error._tag}: ${error.message}`
 * ```
 *
 * @since 0.1.0
 */
export type LosantError = CommonError | LosantNotFound
