/** losant_get_org_member: reads one member. */
import * as InstanceOrgMember from "@effect-losant/core/InstanceOrgMember"
import { onlyFields } from "../../answers/present.ts"
import { defineRead } from "../define/defineRead.ts"

export const getMember = defineRead(InstanceOrgMember.get, {
  name: "losant_get_org_member",
  title: "Get member",
  description: "Reads one member of an organization with the roles.",
  ...onlyFields
})
