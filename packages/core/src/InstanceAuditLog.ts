/**
 * One entry of the audit log of an instance.
 *
 * @module
 * @since 0.2.0
 */
import * as Action from "./Action.ts"
import { LosantNotFound } from "./LosantError.ts"
import { AuditLogId, InstanceId } from "./schemas/Ids.ts"
import { InstanceAuditLog } from "./schemas/instance/AuditLog.ts"

const path = "/instance/:instanceId/audit-logs/:instanceAuditLogId"
const params = { instanceId: InstanceId, instanceAuditLogId: AuditLogId }

/**
 * Retrieves a change with its request and its answer (Losant's `instanceAuditLog.get`).
 *
 * @example
 * ```ts
 * import { type AuditLogId, InstanceAuditLog, type InstanceId } from "@effect-losant/core"
 * import * as Effect from "effect/Effect"
 *
 * const bodyOf = (instanceId: InstanceId, instanceAuditLogId: AuditLogId) =>
 *   Effect.map(InstanceAuditLog.get({ instanceId, instanceAuditLogId }), ({ requestBody }) => requestBody)
 * ```
 *
 * @since 0.2.0
 */
export const get = Action.make("instanceAuditLog.get", {
  method: "GET",
  path,
  params,
  success: InstanceAuditLog,
  errors: [LosantNotFound],
  scopes: "read"
})
