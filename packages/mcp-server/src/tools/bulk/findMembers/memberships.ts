/** The three ways over the organizations that lead to a person. */

import { get as getInvites } from "@effect-losant/core/InstanceOrgInvites"
import { get as getMember } from "@effect-losant/core/InstanceOrgMember"
import { get as getMembers } from "@effect-losant/core/InstanceOrgMembers"
import { type InstanceId, UserId } from "@effect-losant/core/schemas/Ids"
import type { OrgInvite } from "@effect-losant/core/schemas/Invite"
import type { InstanceOrgMember } from "@effect-losant/core/schemas/Member"
import * as Effect from "effect/Effect"
import type { LosantGateway } from "../../../model/LosantGateway.ts"
import type { Visits } from "../walkOrgs.ts"

type Way<A> = Omit<Visits<A | undefined>, "after">

const isOf = (email: string) => (one: { readonly email?: string }) => one.email?.toLowerCase() === email

/** Every organization, until one has a member with this email: nothing else tells whose it is. */
export const byEmail = (reach: LosantGateway, instanceId: InstanceId, email: string): Way<InstanceOrgMember> => ({
  summaryInclude: ["memberCount"],
  visit: ({ id: orgId, summary }) =>
    summary?.memberCount === 0
      ? Effect.undefined
      : Effect.map(
          // Whether a filter minds the case is documented nowhere.
          reach.execute(getMembers, { instanceId, orgId }),
          ({ items }) => items.find(isOf(email))
        )
})

/** Only the organizations of which the person is a member: Losant knows them. */
export const byUserId = (reach: LosantGateway, instanceId: InstanceId, userId: string): Way<InstanceOrgMember> => ({
  query: { memberId: userId },
  summaryInclude: ["memberCount"],
  visit: ({ id: orgId }) => reach.execute(getMember, { instanceId, orgId, userId: UserId.make(userId) })
})

/** Every organization that waits for somebody. */
export const invitesTo = (
  reach: LosantGateway,
  instanceId: InstanceId,
  email: string
): Way<ReadonlyArray<OrgInvite>> => ({
  summaryInclude: ["pendingInviteCount"],
  visit: ({ id: orgId, summary }) =>
    summary?.pendingInviteCount === 0
      ? Effect.undefined
      : Effect.map(reach.execute(getInvites, { instanceId, orgId }), ({ items }) => {
          const invites = items.filter(isOf(email))
          return invites.length === 0 ? undefined : invites
        })
})
