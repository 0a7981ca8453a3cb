/** losant_sandbox_payload_counts: the payloads of a sandbox by type and source. */
import * as InstanceSandbox from "@effect-losant/core/InstanceSandbox"
import { defineUsage } from "../usage/defineUsage.ts"

export const getSandboxPayloadCounts = defineUsage(InstanceSandbox.payloadCounts, {
  name: "losant_sandbox_payload_counts",
  title: "Get payload counts of a sandbox",
  description: "Reads how many payloads, with non-billable, a sandbox used in a period, by type and source.",
  hasChart: false
})
