/** losant_get_org_device_counts: how many devices an organization had. */
import * as InstanceOrg from "@effect-losant/core/InstanceOrg"
import { defineUsage } from "./defineUsage.ts"

export const getDeviceCounts = defineUsage(InstanceOrg.deviceCounts, {
  name: "losant_get_org_device_counts",
  title: "Get device counts",
  description: "Reads how many devices an organization had each day, and how many were created and deleted.",
  hasChart: true
})
