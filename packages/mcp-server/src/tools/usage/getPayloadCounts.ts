/** losant_get_org_payload_counts: the payloads of an organization by type and source. */
import * as InstanceOrg from "@effect-losant/core/InstanceOrg"
import { defineUsage } from "./defineUsage.ts"

export const getPayloadCounts = defineUsage(InstanceOrg.payloadCounts, {
  name: "losant_get_org_payload_counts",
  title: "Get payload counts",
  description: "Reads how many payloads, with non-billable, an organization used in a period, by type and source.",
  hasChart: false
})
