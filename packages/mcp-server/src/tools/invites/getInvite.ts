/** losant_get_org_invite: reads one invitation. */
import * as InstanceOrgInvite from "@effect-losant/core/InstanceOrgInvite"
import { inviteFields } from "../../answers/present.ts"
import { defineRead } from "../define/defineRead.ts"

export const getInvite = defineRead(InstanceOrgInvite.get, {
  name: "losant_get_org_invite",
  title: "Get invitation",
  description: "Reads one invitation to an organization.",
  ...inviteFields
})
