/** losant_get_custom_node_stats: reads how often a custom node runs and fails. */
import * as InstanceCustomNode from "@effect-losant/core/InstanceCustomNode"
import { onlyFields } from "../../answers/present.ts"
import { defineRead } from "../define/defineRead.ts"

const quarterHour = 900_000
const day = 86_400_000

export const getNodeStats = defineRead(InstanceCustomNode.stats, {
  name: "losant_get_custom_node_stats",
  title: "Get runs of a custom node",
  description: "Reads how often a custom node ran and failed, in steps of resolution.",
  ...onlyFields,
  // Losant would take another step without a word.
  check: ({ query: { duration = day, resolution } }) =>
    resolution === undefined || (resolution >= quarterHour && resolution <= duration)
      ? []
      : [{ argument: "resolution", message: `must be from ${quarterHour} to the duration, ${duration}` }]
})
