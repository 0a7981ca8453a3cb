/** losant_get_all_payload_counts: the payloads of the instance by type and source. */
import * as Instance from "@effect-losant/core/Instance"
import { defineUsage } from "../usage/defineUsage.ts"

export const getInstancePayloadCounts = defineUsage(Instance.payloadCounts, {
  name: "losant_get_all_payload_counts",
  title: "Get all payload counts",
  description: "Reads how many payloads, with non-billable, the instance used in a period, by type and source.",
  hasChart: false
})
