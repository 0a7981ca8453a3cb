/** The writes on invitations. */
import { InstanceOrgInvite, InstanceOrgInvites, type Schemas } from "@effect-losant/core"
import * as Result from "effect/Result"
import * as WriteDangers from "../danger/WriteDangers.ts"
import type { WriteOf } from "../model/Write.ts"
import { defineWrite } from "./Declaration.ts"
import { isSameEmail, rolesMoved } from "./roles.ts"
import { verifyingReads } from "./verifyingReads.ts"

type Invites = Pick<Schemas.OrgInviteCollection, "items">

export const invite = defineWrite<WriteOf<"invite">, typeof InstanceOrgInvites.get>({
  verify: {
    ...verifyingReads.invite,
    sign: {
      kind: "newItem",
      ids: ({ items }, { invite: { email } }) =>
        items.filter((item) => isSameEmail(item.email, email)).map(({ id }) => id)
    }
  },
  subject: "the organization",
  dangers: ({ invite }) => WriteDangers.ofInvitation(invite),
  movedOn: ({ invite: { email } }, { items }) =>
    items.some((item) => item.hasExpired !== true && isSameEmail(item.email, email))
      ? "the person has an open invitation"
      : undefined,
  request: ({ orgId, invite }) => Result.succeed({ action: InstanceOrgInvites.post, input: { orgId, invite } }),
  repeat: "onRequest"
})

interface OfInvite {
  readonly orgId: string
  readonly inviteId: string
}

const itemInput = ({ orgId, inviteId }: OfInvite) => ({ orgId, inviteId })

const isSameInvite = (item: Schemas.OrgInvite, { inviteId, email }: Omit<WriteOf<"resend_invite">, "dangers">) =>
  item.id === inviteId || isSameEmail(item.email, email)

/** An invitation that is sent again may get another id, so it is the newest to its address. */
export const resendInvite = defineWrite<WriteOf<"resend_invite">, typeof InstanceOrgInvites.get>({
  verify: {
    ...verifyingReads.resend_invite,
    sign: {
      kind: "later",
      inviteDate: ({ items }, write) =>
        items
          .filter((item) => isSameInvite(item, write))
          .flatMap(({ inviteDate }) => inviteDate ?? [])
          .toSorted()
          .at(-1)
    }
  },
  subject: "the organization",
  dangers: ({ roleInfo }) => WriteDangers.ofInvitation(roleInfo),
  movedOn: ({ inviteId, before }, { items }: Invites) => {
    const item = items.find(({ id }) => id === inviteId)
    return item === undefined ? "the invitation is not there any more" : rolesMoved(item, before)
  },
  request: (write) =>
    Result.succeed({
      action: InstanceOrgInvite.resendInvite,
      input: { ...itemInput(write), roleInfo: write.roleInfo }
    }),
  repeat: "onRequest"
})

export const revokeInvite = defineWrite<WriteOf<"revoke_invite">, typeof InstanceOrgInvite.get>({
  verify: { ...verifyingReads.revoke_invite, sign: { kind: "absent" } },
  subject: "the invitation",
  dangers: () => WriteDangers.possible.revoke_invite,
  movedOn: ({ before }, item) => rolesMoved(item, before),
  request: (write) => Result.succeed({ action: InstanceOrgInvite.delete, input: itemInput(write) }),
  repeat: "byItself"
})
