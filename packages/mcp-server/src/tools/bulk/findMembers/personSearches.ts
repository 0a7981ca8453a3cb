/** The searches for a person in all organizations: for the account of an email, its memberships, and invitations. */
import { get as getInvites } from "@effect-losant/core/InstanceOrgInvites"
import { get as getMember } from "@effect-losant/core/InstanceOrgMember"
import { get as getMembers } from "@effect-losant/core/InstanceOrgMembers"
import { type InstanceId, UserId } from "@effect-losant/core/schemas/Ids"
import type { OrgInvite } from "@effect-losant/core/schemas/Invite"
import type { InstanceOrgMember } from "@effect-losant/core/schemas/Member"
import * as Effect from "effect/Effect"
import { minimalSummary } from "../../../losant/smallAnswers.ts"
import type { LosantGateway } from "../../../model/LosantGateway.ts"
import type { WalkOptions } from "../walkOrgs.ts"

type MemberSearch<A> = Omit<WalkOptions<A | undefined>, "after">

const hasEmail = (email: string) => (one: { readonly email?: string }) => one.email?.toLowerCase() === email

/** Searches all organizations for a member with this email: Losant has no other way from an email to an account. */
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
          // Losant does not document whether its filter ignores case, so the members are filtered here.
          gateway.execute(getMembers, { instanceId, orgId }),
          ({ items }) => items.find(hasEmail(email))
        )
})

/** Reads the member in each organization of the account, which Losant can list. */
export const searchByUserId = (
  gateway: LosantGateway,
  instanceId: InstanceId,
  userId: string
): MemberSearch<InstanceOrgMember> => ({
  query: { memberId: userId },
  ...minimalSummary,
  visit: ({ id: orgId }) => gateway.execute(getMember, { instanceId, orgId, userId: UserId.make(userId) })
})

/**
 * Searches all organizations for invitations to this email. It skips none for its count of pending invitations, because
 * that leaves out the expired ones.
 */
export const searchInvites = (
  gateway: LosantGateway,
  instanceId: InstanceId,
  email: string
): MemberSearch<ReadonlyArray<OrgInvite>> => ({
  ...minimalSummary,
  visit: ({ id: orgId }) =>
    Effect.map(gateway.execute(getInvites, { instanceId, orgId }), ({ items }) => {
      const invites = items.filter(hasEmail(email))
      return invites.length === 0 ? undefined : invites
    })
})
