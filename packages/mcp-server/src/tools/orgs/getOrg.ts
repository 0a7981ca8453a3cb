/** losant_get_org: reads one organization. */
import * as InstanceOrg from "@effect-losant/core/InstanceOrg"
import { orgFields } from "../../answers/present.ts"
import { defineRead } from "../define/defineRead.ts"

export const getOrg = defineRead(InstanceOrg.get, {
  name: "losant_get_org",
  title: "Get organization",
  description: "Reads one organization with its settings, limits, tags and counts.",
  ...orgFields
})
