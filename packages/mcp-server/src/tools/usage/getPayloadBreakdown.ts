/** losant_get_org_payload_breakdown: the billable payloads of an organization by day or hour. */
import * as InstanceOrg from "@effect-losant/core/InstanceOrg"
import { timeForms } from "../../arguments/argumentCatalog.ts"
import { defaultDays, maxHourlyDays } from "../../arguments/usagePeriod.ts"
import { defineUsage } from "./defineUsage.ts"

export const getPayloadBreakdown = defineUsage(InstanceOrg.payloadCountsBreakdown, {
  name: "losant_get_org_payload_breakdown",
  title: "Get payload breakdown",
  description: "Reads how many billable payloads an organization used each day or hour of a period.",
  hasChart: true,
  descriptions: {
    start: `${timeForms}; default ${defaultDays} days before end; with hour ${maxHourlyDays}, which is the most`
  }
})
