/** losant_list_instances: lists the instances that the token reaches. */
import * as Instances from "@effect-losant/core/Instances"
import { defineList } from "../define/defineList.ts"

export const listInstances = defineList(Instances.get, {
  name: "losant_list_instances",
  title: "List instances",
  description: "Lists the Losant instances that the token reaches. Only a user token can list them.",
  ifForbidden:
    "With an instance token this tool is not needed: ask the person for the id of the instance, or let them set " +
    "LOSANT_INSTANCE_ID.",
  always: ["id", "name", "creationDate"],
  unless: {},
  isWhole: false
})
