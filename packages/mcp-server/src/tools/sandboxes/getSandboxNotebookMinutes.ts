/** losant_sandbox_notebook_minutes: the notebook minutes of a sandbox. */
import * as InstanceSandbox from "@effect-losant/core/InstanceSandbox"
import { defineUsage } from "../usage/defineUsage.ts"

export const getSandboxNotebookMinutes = defineUsage(InstanceSandbox.notebookMinuteCounts, {
  name: "losant_sandbox_notebook_minutes",
  title: "Get notebook minutes of a sandbox",
  description: "Reads how many notebook minutes a sandbox used each day.",
  hasChart: true
})
