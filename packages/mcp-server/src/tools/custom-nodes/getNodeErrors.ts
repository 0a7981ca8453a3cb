/** losant_get_custom_node_errors: reads how a custom node fails. */
import * as InstanceCustomNode from "@effect-losant/core/InstanceCustomNode"
import { onlyFields } from "../../answers/present.ts"
import { defineRead } from "../define/defineRead.ts"

export const getNodeErrors = defineRead(InstanceCustomNode.errors, {
  name: "losant_get_custom_node_errors",
  title: "Get errors of a custom node",
  description: "Reads the errors of a custom node in a time of 15 minutes to 31 days.",
  ...onlyFields
})
