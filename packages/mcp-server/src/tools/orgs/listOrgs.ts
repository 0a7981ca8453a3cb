/** losant_list_orgs: finds organizations. */
import * as InstanceOrgs from "@effect-losant/core/InstanceOrgs"
import { orgFilterOptions } from "../../arguments/options.ts"
import { defineList } from "../define/defineList.ts"

export const listOrgs = defineList(InstanceOrgs.get, {
  name: "losant_list_orgs",
  title: "List organizations",
  description:
    "Finds organizations of the instance, a page at a time; totalCount says how many there are. All filters have to hold.",
  options: orgFilterOptions,
  one: "losant_get_org",
  always: ["id", "name", "creationDate", "lastUpdated", "summary"],
  unless: { disabledAt: false, isReadOnly: false, mfaMode: "notRequired", tags: undefined },
  isWhole: false
})
