/**
 * Losant's answer to a deletion.
 *
 * @module
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import { knownBoolean } from "./Scalars.ts"

/**
 * Losant's answer to a deletion. After a deletion, `success` is `true` or absent. Losant documents no other value. If
 * `success` is `false`, the call fails with `LosantDecode`. An answer without a body, such as 204, is read as
 * `{ success: true }`.
 *
 * @example
 * ```ts
 * import { InstanceOrg, type InstanceId, type OrgId } from "@effect-losant/core"
 * import * as Effect from "effect/Effect"
 *
 * const remove = (instanceId: InstanceId, orgId: OrgId) =>
 *   InstanceOrg.delete({ instanceId, orgId }).pipe(Effect.andThen(Effect.log("deleted")))
 * ```
 *
 * @since 0.1.0
 */
export class Success extends Schema.Opaque<Success>()(
  Schema.Struct({ success: Schema.optionalKey(knownBoolean(true)) })
) {}
