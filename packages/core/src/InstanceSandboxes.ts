/**
 * The sandboxes of an instance: the accounts of people under it.
 *
 * @module
 * @since 0.2.0
 */
import * as Schema from "effect/Schema"
import * as Action from "./Action.ts"
import { LosantNotFound } from "./LosantError.ts"
import { InstanceId, SandboxId } from "./schemas/Ids.ts"
import { InstanceSandboxes } from "./schemas/instance/Sandbox.ts"
import { filtered, Limit, sorted } from "./schemas/params/ListParams.ts"
import { Flag, summaryChosen } from "./schemas/params/Params.ts"

const path = "/instances/:instanceId/sandboxes"
const params = { instanceId: InstanceId }

/**
 * Returns the sandboxes of an instance, some at a time (Losant's `instanceSandboxes.get`): those after the id
 * `startingAfterId`, at most `limit`. With `includeDeleted` also those that are marked for deletion.
 *
 * @example
 * ```ts
 * import { InstanceSandboxes, type InstanceId, Pagination } from "@effect-losant/core"
 * import * as Stream from "effect/Stream"
 *
 * const withoutSecondFactor = (instanceId: InstanceId) =>
 *   Pagination.items(InstanceSandboxes.get, { instanceId }).pipe(
 *     Stream.filter(({ twoFactorAuthEnabled }) => twoFactorAuthEnabled !== true),
 *     Stream.map(({ email }) => email)
 *   )
 * ```
 *
 * @since 0.2.0
 */
export const get = Action.make("instanceSandboxes.get", {
  method: "GET",
  path,
  params,
  query: {
    ...summaryChosen,
    ...sorted(
      [
        "firstName",
        "lastName",
        "email",
        "id",
        "creationDate",
        "lastSuccessfulLogin",
        "lastFailedLogin",
        "failedLoginCount",
        "lastUpdated"
      ],
      { field: "email", direction: "asc" }
    ),
    startingAfterId: Schema.optionalKey(SandboxId),
    endingBeforeId: Schema.optionalKey(SandboxId),
    limit: Schema.optionalKey(Limit.annotate({ default: 100 })),
    ...filtered(["firstName", "lastName", "email"]),
    includeDeleted: Schema.optionalKey(Flag)
  },
  success: InstanceSandboxes,
  errors: [LosantNotFound],
  paging: { by: "cursor", sortField: "id", key: ["id"] },
  scopes: "read"
})
