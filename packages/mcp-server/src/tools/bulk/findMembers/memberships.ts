/** The three ways over the organizations that lead to a person. */

import { get as getInvites } from "@effect-losant/core/InstanceOrgInvites"
import { get as getMember } from "@effect-losant/core/InstanceOrgMember"
import { get as getMembers } from "@effect-losant/core/InstanceOrgMembers"
import { type InstanceId, UserId } from "@effect-losant/core/schemas/Ids"
import type { OrgInvite } from "@effect-losant/core/schemas/Invite"
import type { InstanceOrgMember } from "@effect-losant/core/schemas/Member"
import * as Effect from "effect/Effect"
import type { LosantGateway } from "../../../model/LosantGateway.ts"
import type { WalkOptions } from "../walkOrgs.ts"

type MemberSearch<A> = Omit<WalkOptions<A | undefined>, "after">

const hasEmail = (email: string) => (one: { readonly email?: string }) => one.email?.toLowerCase() === email

/** Every organization, until one has a member with this email: nothing else tells whose it is. */
export const searchByEmail = (
  gateway: LosantGateway,
  instanceId: InstanceId,
  email: string
): MemberSearch<InstanceOrgMember> => ({
  summaryInclude: ["memberCount"],
  visit: ({ id: orgId, summary }) =>
    summary?.memberCount === 0
      ? Effect.undefined
      : Effect.map(
          // Whether a filter minds the case is documented nowhere.
          gateway.execute(getMembers, { instanceId, orgId }),
          ({ items }) => items.find(hasEmail(email))
        )
})

/** Only the organizations of which the person is a member: Losant knows them. */
export const searchByUserId = (
  gateway: LosantGateway,
  instanceId: InstanceId,
  userId: string
): MemberSearch<InstanceOrgMember> => ({
  query: { memberId: userId },
  summaryInclude: ["memberCount"],
  visit: ({ id: orgId }) => gateway.execute(getMember, { instanceId, orgId, userId: UserId.make(userId) })
})

/** Every organization that waits for somebody. */
export const searchInvites = (
  gateway: LosantGateway,
  instanceId: InstanceId,
  email: string
): MemberSearch<ReadonlyArray<OrgInvite>> => ({
  summaryInclude: ["pendingInviteCount"],
  visit: ({ id: orgId, summary }) =>
    summary?.pendingInviteCount === 0
      ? Effect.undefined
      : Effect.map(gateway.execute(getInvites, { instanceId, orgId }), ({ items }) => {
          const invites = items.filter(hasEmail(email))
          return invites.length === 0 ? undefined : invites
        })
})
