/**
 * Tokens, and the actions that they allow.
 *
 * @since 0.1.0
 */
import type { Action, InstanceId } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { type ApiError, forbidden, notFound, unauthorized } from "../errors/ApiError.ts"

/**
 * A token, and the actions that it allows.
 *
 * @example
 * ```ts
 * import { Emulator, type Grant } from "@effect-losant/emulator"
 * import * as Redacted from "effect/Redacted"
 *
 * const grant: Grant = { token: Redacted.make("only-delete"), scopes: ["instanceOrg.delete"] }
 * const layer = Emulator.layer({ grants: [grant] })
 * ```
 *
 * @since 0.1.0
 */
export interface Grant {
  readonly token: Redacted.Redacted<string>
  /** The scopes of the token. An action is allowed by any one of the scopes that it declares. */
  readonly scopes: ReadonlyArray<string>
  /** The instance of an instance token, which reaches no other. A token without it is the token of a user. */
  readonly instanceId?: InstanceId
  /** The end of the token's life, in milliseconds since the epoch. Default never. */
  readonly expiresAt?: number
}

const scheme = /^Bearer +(\S+) *$/i

/** Finds the grant of an `Authorization` header, or fails with 401. @since 0.1.0 */
export const authenticate = (
  grants: ReadonlyArray<Grant>,
  header: string | undefined,
  now: number
): Effect.Effect<Grant, ApiError> => {
  if (header === undefined) return Effect.fail(unauthorized("The Authorization header is missing"))
  const token = scheme.exec(header)?.[1]
  if (token === undefined) {
    return Effect.fail(unauthorized("The Authorization header does not look like: Bearer TOKEN"))
  }
  const grant = grants.find((candidate) => Redacted.value(candidate.token) === token)
  if (grant === undefined) return Effect.fail(unauthorized("The token is not known"))
  if (grant.expiresAt !== undefined && grant.expiresAt <= now) return Effect.fail(unauthorized("The token has expired"))
  return Effect.succeed(grant)
}

/** Fails with 403 for an action that a grant does not allow, and with 404 for another instance. @since 0.1.0 */
export const authorize = (
  grant: Grant,
  action: Action.Any,
  instanceId: string | undefined
): Effect.Effect<void, ApiError> => {
  if (!action.scopes.some((scope) => grant.scopes.includes(scope))) {
    return Effect.fail(
      forbidden(`The token does not allow ${action.action}; it needs one of the scopes ${action.scopes.join(", ")}`)
    )
  }
  const elsewhere = grant.instanceId !== undefined && grant.instanceId !== instanceId
  return elsewhere ? Effect.fail(notFound("Instance")) : Effect.void
}
