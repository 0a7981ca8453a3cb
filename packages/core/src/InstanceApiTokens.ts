/**
 * The API tokens of an instance.
 *
 * @module
 * @since 0.2.0
 */
import * as Action from "./Action.ts"
import { LosantNotFound } from "./LosantError.ts"
import { InstanceId } from "./schemas/Ids.ts"
import { ApiToken, ApiTokenPost, ApiTokens } from "./schemas/instance/ApiToken.ts"
import { filtered, paged, pagedById, sorted } from "./schemas/params/ListParams.ts"

const path = "/instances/:instanceId/tokens"
const params = { instanceId: InstanceId }

/**
 * Returns the API tokens of an instance, a page at a time (Losant's `instanceApiTokens.get`), without their secrets.
 *
 * @example
 * ```ts
 * import { InstanceApiTokens, type InstanceId } from "@effect-losant/core"
 *
 * const firstToExpire = (instanceId: InstanceId) =>
 *   InstanceApiTokens.get({ instanceId, sortField: "expirationDate", perPage: 10 })
 * ```
 *
 * @since 0.2.0
 */
export const get = Action.make("instanceApiTokens.get", {
  method: "GET",
  path,
  params,
  query: {
    ...sorted(["name", "status", "id", "creationDate", "lastUpdated", "expirationDate"]),
    ...paged,
    ...filtered(["name", "status"])
  },
  success: ApiTokens,
  errors: [LosantNotFound],
  paging: pagedById,
  scopes: "read"
})

/**
 * Creates an API token (Losant's `instanceApiTokens.post`). Its secret comes with this answer and never again. It is
 * `Redacted`, so that it shows in no log.
 *
 * @example
 * ```ts
 * import { InstanceApiTokens, type InstanceId } from "@effect-losant/core"
 * import * as Effect from "effect/Effect"
 * import * as Redacted from "effect/Redacted"
 *
 * const create = (instanceId: InstanceId, keep: (secret: string) => Effect.Effect<void>) =>
 *   InstanceApiTokens.post({ instanceId, apiToken: { name: "reads", scope: ["all.Instance.read"] } }).pipe(
 *     Effect.tap(({ token }) => (token === undefined ? Effect.void : keep(Redacted.value(token))))
 *   )
 * ```
 *
 * @since 0.2.0
 */
export const post = Action.make("instanceApiTokens.post", {
  method: "POST",
  path,
  params,
  body: { apiToken: ApiTokenPost },
  success: ApiToken,
  status: 201,
  errors: [LosantNotFound],
  scopes: "access"
})
