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
  /**
   * The role of the token's user in the instance, or the role that caps the token. With `view` the token only reads,
   * whatever its scopes allow. Default `admin`.
   */
  readonly role?: "admin" | "view"
  /** The email of the token's user, who becomes the administrator of the organizations that the token creates. */
  readonly email?: string
}

/** A grant whose token was made through the emulator. @since 0.2.0 */
export interface TokenGrant extends Grant {
  readonly apiToken: { readonly id: string; readonly name: string }
  readonly isActive: boolean
  /** The roles that cap the token in some organizations, by their ids. Elsewhere `role` does. */
  readonly orgRoles: Readonly<Record<string, string>>
}

const scheme = /^Bearer +(\S+) *$/i

/**
 * Finds the grant of an `Authorization` header. Fails with 403 without a token, and with 401 for one that is unknown,
 * inactive or expired.
 *
 * @since 0.1.0
 */
export const authenticate = (
  grants: ReadonlyArray<Grant | TokenGrant>,
  header: string | undefined,
  now: number
): Effect.Effect<Grant | TokenGrant, ApiError> => {
  // A request without a token has no scope in common with any action.
  if (header === undefined) return Effect.fail(forbidden())
  const token = scheme.exec(header)?.[1]
  const grant = grants.find((candidate) => Redacted.value(candidate.token) === token)
  const isUsable = grant !== undefined && !("isActive" in grant && !grant.isActive)
  if (!isUsable) return Effect.fail(unauthorized("Invalid access token"))
  const hasExpired = grant.expiresAt !== undefined && grant.expiresAt <= now
  if (hasExpired) return Effect.fail(unauthorized("Access token has expired"))
  return Effect.succeed(grant)
}

/**
 * Fails with 403 for an action that a grant does not allow, and with 404 for another instance. The ids are those in the
 * path, in lower case.
 *
 * @since 0.1.0
 */
export const authorize = (
  grant: Grant | TokenGrant,
  action: Action.Any,
  instanceId: string | undefined,
  orgId?: string
): Effect.Effect<void, ApiError> => {
  if (!action.scopes.some((scope) => grant.scopes.includes(scope))) return Effect.fail(forbidden())
  const isRead = action.scopes.some((scope) => scope.endsWith(".read"))
  const capInOrg = orgId !== undefined && "orgRoles" in grant ? grant.orgRoles[orgId] : undefined
  if ((capInOrg ?? grant.role) === "view" && !isRead) return Effect.fail(forbidden())
  const elsewhere = grant.instanceId !== undefined && grant.instanceId !== instanceId
  return elsewhere ? Effect.fail(notFound("Instance")) : Effect.void
}
