/** losant_update_custom_node: changes a custom node wherever it is used. */
import * as InstanceCustomNode from "@effect-losant/core/InstanceCustomNode"
import type { JsonObject } from "../../text/json.ts"
import { defineUpdate, type ItemDangers } from "../define/defineUpdate.ts"
import { describeNode } from "./nodeFacts.ts"

/** The fields that decide what runs. The others are for people. */
const runs = ["triggers", "nodes", "customNodeConfig", "customNodeSupports", "minimumAgentVersion"]

const findDangers = (item: JsonObject, after: JsonObject): ItemDangers<"changeCustomNode"> => ({
  dangers: Object.keys(after).some((name) => runs.includes(name)) ? ["changeCustomNode"] : [],
  facts: describeNode(item)
})

export const updateCustomNode = defineUpdate(InstanceCustomNode.patch, {
  name: "losant_update_custom_node",
  title: "Update custom node",
  description: "Changes a custom node at once wherever it is used; lists and customNodeConfig are replaced whole.",
  read: InstanceCustomNode.get,
  verify: "losant_get_custom_node",
  dangers: ["changeCustomNode"],
  findDangers,
  clears: ["iconData"]
})
