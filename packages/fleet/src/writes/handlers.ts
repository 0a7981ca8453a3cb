/** The handlers of all writes, by operation. */
import type { ReadyWrite, Write, WriteOf } from "../model/Write.ts"
import type { WriteHandler } from "./Declaration.ts"
import { invite, resendInvite, revokeInvite } from "./invites.ts"
import { addMember, removeMember, updateMember } from "./members.ts"
import { createOrg, deleteOrg, updateOrg } from "./orgs.ts"

export const handlers = {
  update_org: updateOrg,
  add_member: addMember,
  update_member: updateMember,
  remove_member: removeMember,
  invite,
  resend_invite: resendInvite,
  revoke_invite: revokeInvite,
  create_org: createOrg,
  delete_org: deleteOrg
} satisfies { readonly [Tag in ReadyWrite["_tag"]]: WriteHandler<WriteOf<Tag>, never> }

/** The handler of a write. */
export const handlerOf = ({ _tag }: ReadyWrite): WriteHandler<ReadyWrite> =>
  // Sound: the handler of an operation takes the writes of that operation, of which this is one.
  handlers[_tag] as unknown as WriteHandler<ReadyWrite>

/** The operation that a write to a new organization becomes. */
const operations = { add_to_new_org: "add_member", invite_to_new_org: "invite" } as const

const operationOf = ({ _tag }: Write): ReadyWrite["_tag"] =>
  _tag === "add_to_new_org" || _tag === "invite_to_new_org" ? operations[_tag] : _tag

/** True for an email: it is sent again only if a person says so. */
export const isSentOnRequest = (write: Write): boolean => handlers[operationOf(write)].repeat === "onRequest"
