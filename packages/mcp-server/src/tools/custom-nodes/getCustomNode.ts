/** losant_get_custom_node: reads one custom node. */
import * as InstanceCustomNode from "@effect-losant/core/InstanceCustomNode"
import { onlyFields } from "../../answers/present.ts"
import { defineRead } from "../define/defineRead.ts"

export const getCustomNode = defineRead(InstanceCustomNode.get, {
  name: "losant_get_custom_node",
  title: "Get custom node",
  description: "Reads one custom node with its workflow, and where it is used.",
  ...onlyFields
})
