/**
 * Losant's answer to a deletion.
 *
 * @module
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import { knownBoolean } from "./Scalars.ts"

/**
 * Losant's answer to a deletion: `success` is `true`, or left out, where it was carried out. Losant documents no other
 * value; where it answers `false` all the same, the call succeeds with that, and nothing was deleted.
 *
 * @example
 * ```ts
 * import { InstanceOrg, type InstanceId, type OrgId } from "@effect-losant/core"
 * import * as Effect from "effect/Effect"
 *
 * const isGone = (instanceId: InstanceId, orgId: OrgId) =>
 *   InstanceOrg.delete({ instanceId, orgId }).pipe(Effect.map(({ success }) => success !== false))
 * ```
 *
 * @since 0.1.0
 */
export class Success extends Schema.Opaque<Success>()(
  Schema.Struct({ success: Schema.optionalKey(knownBoolean(true)) })
) {}
