/** losant_list_monthly_summaries: the usage of each organization or application in a month. */
import * as Instance from "@effect-losant/core/Instance"
import type { Option } from "../../model/ArgumentSpec.ts"
import { defineList } from "../define/defineList.ts"

const kinds = ["organization", "application"] as const

const kind: Option<(typeof kinds)[number]> = {
  schema: { type: "string", enum: kinds, default: kinds[0] }
}

export const listMonthlySummaries = defineList(Instance.historicalSummaries, {
  name: "losant_list_monthly_summaries",
  title: "List monthly summaries",
  description:
    "Lists what each organization or application used in a month, as Losant bills it: prorated counts, and billable " +
    "payloads apart. Never add the two kinds up.",
  options: { kind },
  // Losant answers both kinds unless it is told which: then everything would be there twice.
  request: (input, { options: { kind = "organization" } }) => ({
    ...input,
    sortField: "resourceId" as const,
    filterField: "resourceType" as const,
    filter: kind
  }),
  always: [
    "resourceId",
    "resourceName",
    "ownerId",
    "ownerName",
    "currentPeriodStart",
    "deviceCount",
    "deviceCountProrated",
    "payloadBillableCount",
    "payloadNonbillableCount",
    "payloadBillableSizeMb",
    "notebookMinutesCount",
    "dataTableTotalSizeMb"
  ],
  unless: { resourceProration: 1 },
  isWhole: false
})
