/** losant_list_instance_members: the people who manage the instance. */
import * as InstanceMembers from "@effect-losant/core/InstanceMembers"
import { defineList } from "../define/defineList.ts"

export const listInstanceMembers = defineList(InstanceMembers.get, {
  name: "losant_list_instance_members",
  title: "List instance members",
  description: "Lists who manages the instance, with roles and second factors.",
  always: ["userId", "email", "firstName", "lastName", "role", "twoFactorAuthEnabled"],
  unless: { ssoLinked: false },
  isWhole: true
})
