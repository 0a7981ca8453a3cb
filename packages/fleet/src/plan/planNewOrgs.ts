/** Plans new organizations with their people. It needs no read. */
import * as WriteDangers from "../danger/WriteDangers.ts"
import type { Write } from "../model/Write.ts"
import type { PlanRequest } from "./PlanRequest.ts"

/** The writes that create organizations, each followed by its members and invitations. */
export const planNewOrgs = ({
  orgs,
  members = [],
  invites = []
}: Extract<PlanRequest, { readonly operation: "create_org" }>): ReadonlyArray<Write> => {
  const size = 1 + members.length + invites.length
  return orgs.flatMap((org, index): ReadonlyArray<Write> => {
    const ofNewOrg = { orgName: org.name, newOrg: index * size }
    return [
      { _tag: "create_org", orgName: org.name, org, dangers: WriteDangers.ofNewOrg(org) },
      ...members.map(
        (member): Write => ({
          _tag: "add_to_new_org",
          ...ofNewOrg,
          member,
          dangers: WriteDangers.ofNewMember(member)
        })
      ),
      ...invites.map(
        (invite): Write => ({
          _tag: "invite_to_new_org",
          ...ofNewOrg,
          invite,
          dangers: WriteDangers.ofInvitation(invite)
        })
      )
    ]
  })
}
