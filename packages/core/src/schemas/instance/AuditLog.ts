/**
 * The audit log of an instance: who changed what, when, and with which request.
 *
 * @module
 * @since 0.2.0
 */
import * as Schema from "effect/Schema"
import { AuditLogId, InstanceId, LosantId } from "../Ids.ts"
import { pagedListFields } from "../List.ts"
import { IsoDate, known, text } from "../Scalars.ts"

const primaryTargets = ["Organization", "ApiToken", "User", "InstanceCustomNode", "NotificationRule"] as const
const secondaryTargets = ["OrgInvite", "ApiToken"] as const
const actors = ["User", "ApiToken"] as const

const Name = text(0, 1024)
const Status = Schema.Int.check(Schema.isBetween({ minimum: 100, maximum: 599 }))
const Parts = Schema.Record(Schema.String, Schema.Unknown)

/**
 * An entry of the audit log of an instance. The bodies are those of the request that made the change, and of its answer.
 * They may hold data of other people; Losant takes passwords, cards and the tokens of invitations out of them.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 *
 * const lineOf = ({ creationDate, actorName, requestAction, primaryTargetName }: Schemas.InstanceAuditLog) =>
 *   `${creationDate} ${actorName}: ${requestAction} ${primaryTargetName}`
 * ```
 *
 * @since 0.2.0
 */
export class InstanceAuditLog extends Schema.Opaque<InstanceAuditLog>()(
  Schema.Struct({
    id: AuditLogId,
    instanceAuditLogId: Schema.optionalKey(AuditLogId),
    instanceId: Schema.optionalKey(InstanceId),
    creationDate: Schema.optionalKey(IsoDate),
    primaryTargetId: Schema.optionalKey(LosantId),
    primaryTargetType: Schema.optionalKey(known(primaryTargets)),
    primaryTargetName: Schema.optionalKey(Name),
    secondaryTargetId: Schema.optionalKey(LosantId),
    secondaryTargetType: Schema.optionalKey(known(secondaryTargets)),
    secondaryTargetName: Schema.optionalKey(Name),
    actorId: Schema.optionalKey(LosantId),
    actorType: Schema.optionalKey(known(actors)),
    actorName: Schema.optionalKey(Name),
    requestResource: Schema.optionalKey(Name),
    requestAction: Schema.optionalKey(Name),
    requestQueryParams: Schema.optionalKey(Parts),
    requestPathParams: Schema.optionalKey(Parts),
    requestBody: Schema.optionalKey(Parts),
    responseBody: Schema.optionalKey(Parts),
    responseStatus: Schema.optionalKey(Status)
  })
) {}

// The answer does not repeat its filter.
const { filter, filterField, ...fieldsOfPage } = pagedListFields

/**
 * A page of the audit log of an instance.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 *
 * const refusedOn = ({ items }: Schemas.InstanceAuditLogs) =>
 *   items.filter(({ responseStatus = 200 }) => responseStatus >= 400)
 * ```
 *
 * @since 0.2.0
 */
export class InstanceAuditLogs extends Schema.Opaque<InstanceAuditLogs>()(
  Schema.Struct({
    items: Schema.Array(InstanceAuditLog),
    instanceId: Schema.optionalKey(InstanceId),
    ...fieldsOfPage
  })
) {}

const subject = <const T extends ReadonlyArray<string>>(types: T) =>
  Schema.optionalKey(
    Schema.Array(
      Schema.Struct({
        id: Schema.optionalKey(LosantId),
        type: Schema.optionalKey(Schema.Literals(types)),
        name: Schema.optionalKey(Name)
      })
    )
  )

/**
 * The filter of the audit log: for each field that is given, it answers the entries that fit one of its items.
 *
 * Losant describes `responseCode` as numbers, but a query carries texts, so it may refuse this field with 400.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 *
 * // What was done to organizations with an API token.
 * const filter: Schemas.InstanceAuditLogFilter = {
 *   primaryTarget: [{ type: "Organization" }],
 *   actor: [{ type: "ApiToken" }]
 * }
 * ```
 *
 * @since 0.2.0
 */
export class InstanceAuditLogFilter extends Schema.Opaque<InstanceAuditLogFilter>()(
  Schema.Struct({
    primaryTarget: subject(primaryTargets),
    secondaryTarget: subject(secondaryTargets),
    actor: subject(actors),
    request: Schema.optionalKey(
      Schema.Array(Schema.Struct({ resource: Schema.optionalKey(Name), action: Schema.optionalKey(Name) }))
    ),
    responseCode: Schema.optionalKey(Schema.Array(Status))
  })
) {}
