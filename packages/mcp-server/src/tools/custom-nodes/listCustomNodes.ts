/** losant_list_custom_nodes: lists the custom nodes of the instance. */
import * as InstanceCustomNodes from "@effect-losant/core/InstanceCustomNodes"
import { defineList } from "../define/defineList.ts"

export const listCustomNodes = defineList(InstanceCustomNodes.get, {
  name: "losant_list_custom_nodes",
  title: "List custom nodes",
  description: "Lists the nodes that the instance offers to the workflows of all its applications.",
  one: "losant_get_custom_node",
  always: ["id", "name", "shortDescription", "category", "customNodeSupports", "lastUpdated", "stats"],
  unless: {},
  isWhole: false
})
