/** losant_list_org_invites: lists the open invitations to an organization. */
import * as InstanceOrgInvites from "@effect-losant/core/InstanceOrgInvites"
import { withExpiry } from "../../answers/inviteExpiry.ts"
import type { Listing } from "../../answers/listAnswers.ts"
import { defineList } from "../define/defineList.ts"

/** The fields of invitations that a list shows. */
export const inviteListing: Listing = {
  always: ["id", "email", "role", "inviteDate", "expired", "expires"],
  unless: { disallowTransfer: false, applicationRoles: undefined, dashboardRoles: undefined },
  isWhole: true,
  complete: withExpiry
}

export const listInvites = defineList(InstanceOrgInvites.get, {
  name: "losant_list_org_invites",
  title: "List invitations",
  description: "Lists the unanswered invitations to an organization; pendingInviteCount leaves expired ones out.",
  one: "losant_get_org_invite",
  ...inviteListing
})
