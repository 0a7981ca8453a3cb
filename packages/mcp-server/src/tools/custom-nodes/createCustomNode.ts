/** losant_create_custom_node: offers a new custom node. */
import * as InstanceCustomNodes from "@effect-losant/core/InstanceCustomNodes"
import * as Effect from "effect/Effect"
import { defineWrite } from "../define/defineWrite.ts"
import { findNewest, planNewItem } from "../define/planNewItem.ts"

export const createCustomNode = defineWrite(InstanceCustomNodes.post, {
  name: "losant_create_custom_node",
  title: "Create custom node",
  description:
    "Offers a new node to all workflows. Losant does not document nodes: take triggers and nodes from one that its editor made.",
  done: "The node was made.",
  sign: "it lists one whose creationDate is from the moment of the call on if the node was made",
  dangers: ["repeatWrite"],
  verify: (_, { body }) => findNewest("losant_list_custom_nodes", body.name),
  plan: Effect.fnUntraced(function* (request) {
    return yield* planNewItem(request, InstanceCustomNodes.get, "custom node", { dangers: [], facts: [] })
  })
})
