/** losant_list_org_members: lists the members of an organization. */
import * as InstanceOrgMembers from "@effect-losant/core/InstanceOrgMembers"
import type { Listing } from "../../answers/listAnswers.ts"
import { defineList } from "../define/defineList.ts"

/** The fields of members that a list shows. */
export const memberListing: Listing = {
  always: ["userId", "email", "firstName", "lastName", "role", "twoFactorAuthEnabled"],
  unless: { ssoLinked: false, applicationRoles: undefined, dashboardRoles: undefined },
  isWhole: true
}

export const listMembers = defineList(InstanceOrgMembers.get, {
  name: "losant_list_org_members",
  title: "List members",
  description: "Lists the members of an organization with their roles.",
  one: "losant_get_org_member",
  ...memberListing
})
