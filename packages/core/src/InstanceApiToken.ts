/**
 * One API token of an instance.
 *
 * @module
 * @since 0.2.0
 */
import * as Action from "./Action.ts"
import { LosantNotFound } from "./LosantError.ts"
import { ApiTokenId, InstanceId } from "./schemas/Ids.ts"
import { ApiToken, ApiTokenPatch } from "./schemas/instance/ApiToken.ts"
import { Success } from "./schemas/Success.ts"

const path = "/instances/:instanceId/tokens/:apiTokenId"
const params = { instanceId: InstanceId, apiTokenId: ApiTokenId }

/**
 * Retrieves information on an API token, without its secret (Losant's `instanceApiToken.get`).
 *
 * @example
 * ```ts
 * import { type ApiTokenId, InstanceApiToken, type InstanceId } from "@effect-losant/core"
 * import * as Effect from "effect/Effect"
 *
 * const scopesOf = (instanceId: InstanceId, apiTokenId: ApiTokenId) =>
 *   Effect.map(InstanceApiToken.get({ instanceId, apiTokenId }), ({ scope = [] }) => scope)
 * ```
 *
 * @since 0.2.0
 */
export const get = Action.make("instanceApiToken.get", {
  method: "GET",
  path,
  params,
  success: ApiToken,
  errors: [LosantNotFound],
  scopes: "read"
})

/**
 * Updates an API token (Losant's `instanceApiToken.patch`). An inactive token is refused until it is active again.
 *
 * @example
 * ```ts
 * import { type ApiTokenId, InstanceApiToken, type InstanceId } from "@effect-losant/core"
 *
 * const putOutOfUse = (instanceId: InstanceId, apiTokenId: ApiTokenId) =>
 *   InstanceApiToken.patch({ instanceId, apiTokenId, apiToken: { status: "inactive" } })
 * ```
 *
 * @since 0.2.0
 */
export const patch = Action.make("instanceApiToken.patch", {
  method: "PATCH",
  path,
  params,
  body: { apiToken: ApiTokenPatch },
  success: ApiToken,
  errors: [LosantNotFound],
  scopes: "access"
})

/**
 * Deletes an API token for good (Losant's `instanceApiToken.delete`). To take it out of use reversibly, patch `status`.
 *
 * @example
 * ```ts
 * import { type ApiTokenId, InstanceApiToken, type InstanceId } from "@effect-losant/core"
 *
 * const revoke = (instanceId: InstanceId, apiTokenId: ApiTokenId) => InstanceApiToken.delete({ instanceId, apiTokenId })
 * ```
 *
 * @since 0.2.0
 */
const del = Action.make("instanceApiToken.delete", {
  method: "DELETE",
  path,
  params,
  success: Success,
  errors: [LosantNotFound],
  scopes: "access"
})

export { del as delete }
