/**
 * The writes of a change set: each holds what it will send and the values that the plan saw.
 *
 * @since 0.2.0
 */
import { InviteId, OrgId, Schemas, UserId } from "@effect-losant/core"
import * as Schema from "effect/Schema"
import { Danger } from "../danger/Danger.ts"

const common = { orgName: Schema.String, dangers: Schema.Array(Danger) }
const org = { orgId: OrgId, ...common }

const ofNewOrg = {
  /** The place in the set, from 0, of the write that creates the organization. */
  newOrg: Schema.Int
}

const ResourceRoles = Schema.Array(Schema.Struct({ resourceId: Schema.String, role: Schema.String }))

const Tag = Schema.Struct({ key: Schema.String, value: Schema.String })

/** The roles that the plan saw, as Losant answered them. */
const RolesBefore = Schema.Struct({
  role: Schema.optionalKey(Schema.String),
  applicationRoles: Schema.optionalKey(ResourceRoles),
  dashboardRoles: Schema.optionalKey(ResourceRoles)
})

const member = { userId: UserId, email: Schema.optionalKey(Schema.String), before: RolesBefore }
const invitation = { inviteId: InviteId, email: Schema.optionalKey(Schema.String), before: RolesBefore }

/**
 * One write of a change set. `before` holds the fields that the write touches, as the plan saw them: if they have
 * changed when the write's turn comes, it is skipped. `dangers` are those that the plan found: if the write needs a
 * higher confirmation when its turn comes, it is skipped too. A write to an organization that the same set creates waits
 * until that is done.
 *
 * @example
 * ```ts
 * import type { Write } from "@effect-losant/fleet"
 *
 * const lineOf = (write: Write) => `${write._tag} ${write.orgName}`
 * ```
 *
 * @since 0.2.0
 */
export const Write = Schema.Union([
  Schema.TaggedStruct("update_org", {
    ...org,
    changes: Schemas.OrgChanges,
    before: Schema.Record(Schema.String, Schema.Json)
  }),
  Schema.TaggedStruct("add_member", { ...org, member: Schemas.InstanceOrgMemberPost }),
  Schema.TaggedStruct("update_member", { ...org, ...member, change: Schemas.InstanceOrgMemberPatch }),
  Schema.TaggedStruct("remove_member", { ...org, ...member }),
  Schema.TaggedStruct("invite", { ...org, invite: Schemas.OrgInvitePost }),
  Schema.TaggedStruct("resend_invite", { ...org, ...invitation, roleInfo: Schemas.OrgRoleInfo }),
  Schema.TaggedStruct("revoke_invite", { ...org, ...invitation }),
  Schema.TaggedStruct("create_org", {
    ...common,
    org: Schemas.InstanceOrgPost,
    /** A tag of the new organization that no other one has. Without it a name that is new tells that it was created. */
    identity: Schema.optionalKey(Tag)
  }),
  /** `copy` is the organization as the plan saw it, with what it listed of it: the ledger keeps it. */
  Schema.TaggedStruct("delete_org", { ...org, before: Schema.Record(Schema.String, Schema.Json), copy: Schema.Json }),
  Schema.TaggedStruct("add_to_new_org", { ...common, ...ofNewOrg, member: Schemas.InstanceOrgMemberPost }),
  Schema.TaggedStruct("invite_to_new_org", { ...common, ...ofNewOrg, invite: Schemas.OrgInvitePost })
])
export type Write = typeof Write.Type

/**
 * The write of one operation.
 *
 * @example
 * ```ts
 * import type { WriteOf } from "@effect-losant/fleet"
 *
 * const leaverOf = ({ email, userId }: WriteOf<"remove_member">) => email ?? userId
 * ```
 *
 * @since 0.2.0
 */
export type WriteOf<Tag extends Write["_tag"]> = Extract<Write, { readonly _tag: Tag }>

/** A write to an organization that the same set creates. */
export type NewOrgWrite = WriteOf<"add_to_new_org" | "invite_to_new_org">

/** A write that can be sent: its organization exists, or it creates one. */
export type ReadyWrite = Exclude<Write, NewOrgWrite>

/** A write that is not judged yet. */
export type Draft<W extends Write> = W extends unknown ? Omit<W, "dangers"> : never

export const isOfNewOrg = (write: Write): write is NewOrgWrite => "newOrg" in write

/** The write as it is sent once the organization exists. */
export const inOrg = (write: NewOrgWrite, orgId: OrgId): ReadyWrite => {
  const { orgName, dangers } = write
  const org = { orgId, orgName, dangers }
  return write._tag === "add_to_new_org"
    ? { _tag: "add_member", ...org, member: write.member }
    : { _tag: "invite", ...org, invite: write.invite }
}

/** The organization that a write is about. Undefined if the set creates it. */
export const orgIdOf = (write: Write): OrgId | undefined => ("orgId" in write ? write.orgId : undefined)
