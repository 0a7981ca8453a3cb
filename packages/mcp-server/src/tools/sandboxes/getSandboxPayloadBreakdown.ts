/** losant_sandbox_payload_breakdown: the payloads of a sandbox by day or hour. */
import * as InstanceSandbox from "@effect-losant/core/InstanceSandbox"
import { defineUsage } from "../usage/defineUsage.ts"

export const getSandboxPayloadBreakdown = defineUsage(InstanceSandbox.payloadCountsBreakdown, {
  name: "losant_sandbox_payload_breakdown",
  title: "Get payload breakdown of a sandbox",
  description: "Reads how many payloads a sandbox used by day or hour.",
  hasChart: true
})
