/**
 * The audit log of an instance.
 *
 * @module
 * @since 0.2.0
 */
import * as Schema from "effect/Schema"
import * as Action from "./Action.ts"
import { LosantNotFound } from "./LosantError.ts"
import { InstanceId } from "./schemas/Ids.ts"
import { InstanceAuditLogFilter, InstanceAuditLogs } from "./schemas/instance/AuditLog.ts"
import { paged, sorted } from "./schemas/params/ListParams.ts"
import { ranged } from "./schemas/params/TimeParams.ts"

const path = "/instance/:instanceId/audit-logs"
const params = { instanceId: InstanceId }

/**
 * Returns the changes that were made to an instance and its organizations, a page at a time (Losant's
 * `instanceAuditLogs.get`), the newest first. Losant keeps them for a year. `Pagination` reads them from the oldest on.
 *
 * @example
 * ```ts
 * import { InstanceAuditLogs, type InstanceId } from "@effect-losant/core"
 *
 * // Who deleted organizations lately.
 * const deletions = (instanceId: InstanceId) =>
 *   InstanceAuditLogs.get({
 *     instanceId,
 *     auditLogFilter: { primaryTarget: [{ type: "Organization" }], request: [{ action: "delete" }] }
 *   })
 * ```
 *
 * @since 0.2.0
 */
export const get = Action.make("instanceAuditLogs.get", {
  method: "GET",
  path,
  params,
  query: {
    ...sorted(["creationDate", "responseStatus", "actorName"], { direction: "desc" }),
    ...paged,
    ...ranged,
    auditLogFilter: Schema.optionalKey(InstanceAuditLogFilter)
  },
  success: InstanceAuditLogs,
  errors: [LosantNotFound],
  paging: { by: "page", sortField: "creationDate", key: ["id"] },
  scopes: "read"
})
