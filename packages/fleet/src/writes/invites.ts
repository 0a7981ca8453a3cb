/** The writes on invitations. */
import { InstanceOrgInvite, InstanceOrgInvites } from "@effect-losant/core"
import * as Result from "effect/Result"
import type { WriteOf } from "../model/Write.ts"
import { defineWrite } from "./Declaration.ts"
import { isSameEmail, rolesMoved } from "./roles.ts"

export const invite = defineWrite<WriteOf<"invite">, typeof InstanceOrgInvites.get>({
  verify: {
    action: InstanceOrgInvites.get,
    input: ({ orgId }) => ({ orgId }),
    sign: {
      kind: "newItem",
      ids: ({ items }, { invite: { email } }) =>
        items.filter((item) => isSameEmail(item.email, email)).map(({ id }) => id)
    }
  },
  subject: "the organization",
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

export const resendInvite = defineWrite<WriteOf<"resend_invite">, typeof InstanceOrgInvite.get>({
  verify: {
    action: InstanceOrgInvite.get,
    input: itemInput,
    sign: { kind: "later", inviteDate: ({ inviteDate }) => inviteDate }
  },
  subject: "the invitation",
  movedOn: ({ before }, item) => rolesMoved(item, before),
  request: (write) =>
    Result.succeed({
      action: InstanceOrgInvite.resendInvite,
      input: { ...itemInput(write), roleInfo: write.roleInfo }
    }),
  repeat: "onRequest"
})

export const revokeInvite = defineWrite<WriteOf<"revoke_invite">, typeof InstanceOrgInvite.get>({
  verify: { action: InstanceOrgInvite.get, input: itemInput, sign: { kind: "absent" } },
  subject: "the invitation",
  movedOn: ({ before }, item) => rolesMoved(item, before),
  request: (write) => Result.succeed({ action: InstanceOrgInvite.delete, input: itemInput(write) }),
  repeat: "byItself"
})
