/**
 * The read that verifies each kind of write: it shows if the write was carried out. A set looks with it, and a program
 * tells it to a person.
 */
import {
  type Action,
  InstanceOrg,
  InstanceOrgInvite,
  InstanceOrgInvites,
  InstanceOrgMember,
  InstanceOrgMembers,
  InstanceOrgs
} from "@effect-losant/core"
import { isOfNewOrg, type ReadyWrite, type Write } from "../model/Write.ts"

/**
 * The texts by which a verifying read finds its item.
 *
 * @example
 * ```ts
 * import type { Place } from "@effect-losant/fleet"
 *
 * const place: Place = { orgId: "575ed6e87ae143cd83dc4aa8", email: "jo@example.com" }
 * ```
 *
 * @since 0.2.0
 */
export interface Place {
  readonly orgId?: string
  readonly userId?: string
  readonly inviteId?: string
  readonly email?: string
  readonly name?: string
  /** A tag that no other organization has. */
  readonly identity?: { readonly key: string; readonly value: string }
}

/**
 * A verifying read.
 *
 * @example
 * ```ts
 * import type { VerifyingRead } from "@effect-losant/fleet"
 *
 * const lineOf = ({ action, input }: VerifyingRead) => `${action.action} ${JSON.stringify(input({ name: "Plant" }))}`
 * ```
 *
 * @since 0.2.0
 */
export interface VerifyingRead<A extends Action.Any = Action.Any> {
  readonly action: A
  /** The input of the action, without the instance. */
  readonly input: (place: Place) => Readonly<Record<string, unknown>>
  /** Parameters of a list that show a reader the item first. A set looks through the whole list. */
  readonly narrow?: (place: Place) => Readonly<Record<string, unknown>>
}

const ofOrg = ({ orgId }: Place) => ({ orgId })
const ofMember = ({ orgId, userId }: Place) => ({ orgId, userId })
const toEmail = ({ email }: Place) => (email === undefined ? {} : { filterField: "email", filter: email })
const newestFirst = (sortField: string) => ({ sortField, sortDirection: "desc" })
const newestInvite = (place: Place) => ({ ...toEmail(place), ...newestFirst("inviteDate") })

const readBy = <A extends Action.Any>(
  action: A,
  input: VerifyingRead["input"],
  narrow?: VerifyingRead["narrow"]
): VerifyingRead<A> => ({ action, input, ...(narrow === undefined ? {} : { narrow }) })

/**
 * The verifying reads by operation.
 *
 * @example
 * ```ts
 * import { verifyingReads } from "@effect-losant/fleet"
 *
 * // "instanceOrgMember.get"
 * const { action } = verifyingReads.remove_member.action
 * ```
 *
 * @since 0.2.0
 */
export const verifyingReads = {
  update_org: readBy(InstanceOrg.get, ofOrg),
  delete_org: readBy(InstanceOrg.get, ofOrg),
  // Names need not be unique: the newest organizations come first.
  create_org: readBy(InstanceOrgs.get, ({ name, identity }) => ({
    query: identity === undefined ? { name } : { tags: { $tagKey: identity.key, $tagValue: identity.value } },
    ...newestFirst("creationDate")
  })),
  add_member: readBy(InstanceOrgMembers.get, ofOrg, toEmail),
  update_member: readBy(InstanceOrgMember.get, ofMember),
  remove_member: readBy(InstanceOrgMember.get, ofMember),
  invite: readBy(InstanceOrgInvites.get, ofOrg, newestInvite),
  // An invitation that is sent again may get another id.
  resend_invite: readBy(InstanceOrgInvites.get, ofOrg, newestInvite),
  revoke_invite: readBy(InstanceOrgInvite.get, ({ orgId, inviteId }) => ({ orgId, inviteId }))
} as const satisfies Readonly<Record<string, VerifyingRead>>

const placeOf = (write: ReadyWrite): Place => {
  switch (write._tag) {
    case "create_org":
      return { name: write.orgName, ...(write.identity === undefined ? {} : { identity: write.identity }) }
    case "invite":
      return { orgId: write.orgId, email: write.invite.email }
    case "add_member":
      return "email" in write.member
        ? { orgId: write.orgId, email: write.member.email }
        : { orgId: write.orgId, userId: write.member.userId }
    default:
      return write
  }
}

/**
 * The read that shows if a write was carried out, with its input: for a write that is `unknown`.
 *
 * @example
 * ```ts
 * import { type Entry, verifyingReadOf } from "@effect-losant/fleet"
 *
 * const adviceOf = ({ write, state }: Entry) => {
 *   const { action, input } = verifyingReadOf(write)
 *   return state === "unknown" ? `look with ${action.action} ${JSON.stringify(input)}` : ""
 * }
 * ```
 *
 * @since 0.2.0
 */
export const verifyingReadOf = (
  write: Write
): { readonly action: Action.Any; readonly input: Readonly<Record<string, unknown>> } => {
  // Such a write was not sent: its organization is not known.
  if (isOfNewOrg(write))
    return { action: InstanceOrgs.get, input: verifyingReads.create_org.input({ name: write.orgName }) }
  // One member is less to read than the list.
  const isOneMember = write._tag === "add_member" && "userId" in write.member
  const { action, input, narrow }: VerifyingRead = verifyingReads[isOneMember ? "update_member" : write._tag]
  const place = placeOf(write)
  return { action, input: { ...input(place), ...narrow?.(place) } }
}
