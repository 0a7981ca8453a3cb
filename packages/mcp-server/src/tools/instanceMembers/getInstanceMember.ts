/** losant_get_instance_member: reads one of the people who manage the instance. */
import * as InstanceMember from "@effect-losant/core/InstanceMember"
import { onlyFields } from "../../answers/present.ts"
import { defineRead } from "../define/defineRead.ts"

export const getInstanceMember = defineRead(InstanceMember.get, {
  name: "losant_get_instance_member",
  title: "Get instance member",
  description: "Reads one of the people who manage the instance.",
  ...onlyFields
})
