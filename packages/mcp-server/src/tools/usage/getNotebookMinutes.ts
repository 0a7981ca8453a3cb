/** losant_get_org_notebook_minutes: how many minutes the notebooks of an organization ran. */
import * as InstanceOrg from "@effect-losant/core/InstanceOrg"
import { defineUsage } from "./defineUsage.ts"

export const getNotebookMinutes = defineUsage(InstanceOrg.notebookMinuteCounts, {
  name: "losant_get_org_notebook_minutes",
  title: "Get notebook minutes",
  description: "Reads how many minutes the notebooks of an organization ran each day, and how the runs ended.",
  hasChart: true
})
