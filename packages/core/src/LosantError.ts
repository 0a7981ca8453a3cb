/**
 * The errors with which an action can fail. Each has a tag of its own.
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
import type {
  LosantConflict,
  LosantForbidden,
  LosantNotFound,
  LosantPayloadTooLarge,
  LosantRateLimited,
  LosantUnauthorized,
  LosantValidation
} from "./errors/ClientErrors.ts"
import type { LosantDecode, LosantServerError, LosantUnexpectedStatus } from "./errors/ResponseErrors.ts"
import type { LosantCircuitOpen, LosantInvalidInput, LosantTimeout, LosantTransport } from "./errors/TransportErrors.ts"

export * from "./errors/ClientErrors.ts"
export * from "./errors/ResponseErrors.ts"
export * from "./errors/TransportErrors.ts"

/**
 * The outcome of a write that failed: `notSent` (Losant never saw it), `rejected` (Losant itself refused it, by 400,
 * 401, 403, 404, 405, 409, 413, 422 or 429: nothing changed), `unknown` (it may have been applied: look before you send
 * it again), `applied` (it was, but its answer could not be read). Any other status may come from a gateway that gave
 * up waiting, so it leaves the outcome `unknown`.
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
export type Outcome = NonNullable<LosantTransport["outcome"]>

/**
 * A place where a value does not fit its schema, with the reason.
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
export type Issue = LosantDecode["issues"][number]

/**
 * The errors with which every action can fail.
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
 * The errors with which an action can fail: those of all actions, and `LosantNotFound`.
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
