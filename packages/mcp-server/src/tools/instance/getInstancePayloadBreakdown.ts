/** losant_get_all_payload_breakdown: the payloads of the instance by day or hour. */
import * as Instance from "@effect-losant/core/Instance"
import { defineUsage } from "../usage/defineUsage.ts"

export const getInstancePayloadBreakdown = defineUsage(Instance.payloadCountsBreakdown, {
  name: "losant_get_all_payload_breakdown",
  title: "Get all payload breakdown",
  description: "Reads how many payloads the instance used by day or hour.",
  hasChart: true
})
