/** losant_list_audit_logs: who changed what in the instance. */
import * as InstanceAuditLogs from "@effect-losant/core/InstanceAuditLogs"
import type { InstanceAuditLogFilter } from "@effect-losant/core/schemas/instance/AuditLog"
import { textOption } from "../../arguments/options.ts"
import type { Option, OptionValues } from "../../model/ArgumentSpec.ts"
import { defineList } from "../define/defineList.ts"
import { omitUndefined } from "../writes/writeResult.ts"

const targetTypes = ["Organization", "ApiToken", "User", "InstanceCustomNode", "NotificationRule"] as const

const targetType: Option<(typeof targetTypes)[number]> = { schema: { type: "string", enum: targetTypes } }

const options = {
  actorName: textOption("Email, or name of a token"),
  targetType,
  targetId: textOption(),
  targetName: textOption(),
  requestResource: textOption("Such as instanceOrg"),
  requestAction: textOption("Such as delete")
}

const isEmpty = (value: object): boolean => Object.keys(value).length === 0

/** The filter of Losant: for each part at most one item, in which all values have to fit. */
export const makeAuditLogFilter = ({
  actorName,
  targetType,
  targetId,
  targetName,
  requestResource,
  requestAction
}: OptionValues<typeof options>): InstanceAuditLogFilter | undefined => {
  const actor = omitUndefined({ name: actorName })
  const primaryTarget = omitUndefined({ type: targetType, id: targetId, name: targetName })
  const request = omitUndefined({ resource: requestResource, action: requestAction })
  const filter = {
    ...(isEmpty(actor) ? {} : { actor: [actor] }),
    ...(isEmpty(primaryTarget) ? {} : { primaryTarget: [primaryTarget] }),
    ...(isEmpty(request) ? {} : { request: [request] })
  }
  return isEmpty(filter) ? undefined : filter
}

export const listAuditLogs = defineList(InstanceAuditLogs.get, {
  name: "losant_list_audit_logs",
  title: "List audit logs",
  description: "Lists who changed what in the instance, newest first. Losant keeps a year.",
  options,
  request: (input, { options }) => {
    const auditLogFilter = makeAuditLogFilter(options)
    return auditLogFilter === undefined ? input : { ...input, auditLogFilter }
  },
  one: "losant_get_audit_log",
  always: [
    "id",
    "creationDate",
    "actorName",
    "requestResource",
    "requestAction",
    "primaryTargetType",
    "primaryTargetId",
    "primaryTargetName",
    "secondaryTargetType",
    "secondaryTargetName",
    "responseStatus"
  ],
  unless: { actorType: "User" },
  isWhole: false
})
