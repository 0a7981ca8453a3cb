/** losant_get_all_notebook_minutes: the notebook minutes of the instance. */
import * as Instance from "@effect-losant/core/Instance"
import { defineUsage } from "../usage/defineUsage.ts"

export const getInstanceNotebookMinutes = defineUsage(Instance.notebookMinuteCounts, {
  name: "losant_get_all_notebook_minutes",
  title: "Get all notebook minutes",
  description: "Reads how many notebook minutes the instance used each day.",
  hasChart: true
})
