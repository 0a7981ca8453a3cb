/** losant_get_audit_log: one entry of the audit log, with its bodies. */
import * as InstanceAuditLog from "@effect-losant/core/InstanceAuditLog"
import { onlyFields } from "../../answers/present.ts"
import { defineRead } from "../define/defineRead.ts"

export const getAuditLog = defineRead(InstanceAuditLog.get, {
  name: "losant_get_audit_log",
  title: "Get audit log",
  description: "Reads one entry of the audit log with the bodies of the request and the answer.",
  ...onlyFields
})
