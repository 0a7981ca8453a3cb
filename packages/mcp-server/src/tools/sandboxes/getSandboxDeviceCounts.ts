/** losant_sandbox_device_counts: the device counts of a sandbox. */
import * as InstanceSandbox from "@effect-losant/core/InstanceSandbox"
import { defineUsage } from "../usage/defineUsage.ts"

export const getSandboxDeviceCounts = defineUsage(InstanceSandbox.deviceCounts, {
  name: "losant_sandbox_device_counts",
  title: "Get device counts of a sandbox",
  description: "Reads how many devices a sandbox had each day, and how many were created and deleted.",
  hasChart: true
})
