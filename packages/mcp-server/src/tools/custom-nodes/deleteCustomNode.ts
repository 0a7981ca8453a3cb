/** losant_delete_custom_node: deletes a custom node wherever it is used. */
import * as InstanceCustomNode from "@effect-losant/core/InstanceCustomNode"
import { defineDelete } from "../define/defineDelete.ts"
import { describeNode } from "./nodeFacts.ts"

export const deleteCustomNode = defineDelete(InstanceCustomNode.delete, {
  name: "losant_delete_custom_node",
  title: "Delete custom node",
  description: "Deletes a custom node from everywhere, for good. A person has to confirm.",
  read: InstanceCustomNode.get,
  verify: "losant_get_custom_node",
  danger: "deleteCustomNode",
  facts: describeNode
})
