/** losant_get_all_device_counts: the device counts of the instance. */
import * as Instance from "@effect-losant/core/Instance"
import { defineUsage } from "../usage/defineUsage.ts"

export const getInstanceDeviceCounts = defineUsage(Instance.deviceCounts, {
  name: "losant_get_all_device_counts",
  title: "Get all device counts",
  description: "Reads how many devices the instance had each day, and how many were created and deleted.",
  hasChart: true
})
