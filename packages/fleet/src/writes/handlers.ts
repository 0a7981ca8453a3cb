/** The handlers of all writes, by operation. */
import type { Write, WriteOf } from "../model/Write.ts"
import type { WriteHandler } from "./Declaration.ts"
import { invite, resendInvite, revokeInvite } from "./invites.ts"
import { addMember, removeMember, updateMember } from "./members.ts"
import { createOrg, updateOrg } from "./orgs.ts"

export const handlers = {
  update_org: updateOrg,
  add_member: addMember,
  update_member: updateMember,
  remove_member: removeMember,
  invite,
  resend_invite: resendInvite,
  revoke_invite: revokeInvite,
  create_org: createOrg
} satisfies { readonly [Tag in Write["_tag"]]: WriteHandler<WriteOf<Tag>, never> }

/** The handler of a write. */
export const handlerOf = ({ _tag }: Write): WriteHandler<Write> =>
  // Sound: the handler of an operation takes the writes of that operation, of which this is one.
  handlers[_tag] as unknown as WriteHandler<Write>
