/**
 * The request for a plan: what to do, and to whom. An empty target or filter is refused: it never means "all".
 *
 * @since 0.2.0
 */
import { OrgQuery, Schemas } from "@effect-losant/core"
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"

const Text = Schema.String.check(Schema.isMinLength(1))

/** True if no part of a filter is empty. */
const isFull = (value: unknown): boolean => {
  if (Array.isArray(value)) return value.length > 0 && value.every(isFull)
  if (!Predicate.isObject(value)) return value !== "" && value !== null && value !== undefined
  const parts = Object.values(value)
  return parts.length > 0 && parts.every(isFull)
}

const FullQuery = OrgQuery.check(
  Schema.makeFilter((query: unknown) => isFull(query) || "a filter, and each part of it, has to hold something")
)

/**
 * The organizations that a set is about: by ids or exact names, by a query, by a person who is a member or invited (an
 * address or a user's id), or all of them.
 *
 * @example
 * ```ts
 * import type { Targets } from "@effect-losant/fleet"
 *
 * const inEurope: Targets = { query: { tags: { $tagKey: "region", $tagValue: "eu" } } }
 * const byName: Targets = { orgs: ["Plant 1", "Plant 2"] }
 * const leaver: Targets = { person: "jo@example.com" }
 * ```
 *
 * @since 0.2.0
 */
export const Targets = Schema.Union([
  Schema.Struct({ orgs: Schema.NonEmptyArray(Text) }),
  Schema.Struct({ query: FullQuery }),
  Schema.Struct({ person: Text }),
  Schema.Struct({ all: Schema.Literal(true) })
])
export type Targets = typeof Targets.Type

/**
 * The members of each organization that are meant: a person, by an address or a user's id, or all with a role.
 *
 * @example
 * ```ts
 * import type { MemberFilter } from "@effect-losant/fleet"
 *
 * const editors: MemberFilter = { role: "edit" }
 * ```
 *
 * @since 0.2.0
 */
export const MemberFilter = Schema.Union([Schema.Struct({ person: Text }), Schema.Struct({ role: Schemas.Role })])
export type MemberFilter = typeof MemberFilter.Type

/**
 * The invitations of each organization that are meant. All conditions have to hold, and there is at least one.
 *
 * @example
 * ```ts
 * import type { InviteFilter } from "@effect-losant/fleet"
 *
 * const old: InviteFilter = { expired: true, olderThanDays: 30 }
 * ```
 *
 * @since 0.2.0
 */
export const InviteFilter = Schema.Struct({
  expired: Schema.optionalKey(Schema.Boolean),
  olderThanDays: Schema.optionalKey(Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 36_500 }))),
  role: Schema.optionalKey(Schemas.Role),
  email: Schema.optionalKey(Text)
}).check(Schema.isMinProperties(1, { expected: "at least one condition" }))
export type InviteFilter = typeof InviteFilter.Type

const targets = {
  targets: Targets,
  /** Leaves out the writes that need a higher confirmation: those for which a person types the name. */
  maxLevel: Schema.optionalKey(Schema.Literal("yes"))
}
const RoleChange = Schemas.InstanceOrgMemberPatch.check(Schema.isMinProperties(1, { expected: "at least one role" }))

/**
 * The operation of a set with what it takes. The members of an organization, and its invitations, are named or filtered;
 * if the target is a person, it is this person's memberships and invitations, and removing a member revokes the open
 * invitations too. With `maxLevel: "yes"` the writes that cannot be undone are left out.
 *
 * @example
 * ```ts
 * import type { PlanRequest } from "@effect-losant/fleet"
 *
 * const offboard: PlanRequest = { operation: "remove_member", targets: { person: "jo@example.com" } }
 * const raise: PlanRequest = {
 *   operation: "update_org",
 *   changes: { limits: { device: 200 } },
 *   targets: { orgs: ["Plant 1", "Plant 2"] }
 * }
 * ```
 *
 * @since 0.2.0
 */
export const PlanRequest = Schema.Union([
  Schema.Struct({ operation: Schema.Literal("update_org"), changes: Schemas.OrgChanges, ...targets }),
  Schema.Struct({ operation: Schema.Literal("add_member"), member: Schemas.InstanceOrgMemberPost, ...targets }),
  Schema.Struct({
    operation: Schema.Literal("update_member"),
    members: Schema.optionalKey(MemberFilter),
    change: RoleChange,
    ...targets
  }),
  Schema.Struct({ operation: Schema.Literal("remove_member"), members: Schema.optionalKey(MemberFilter), ...targets }),
  Schema.Struct({ operation: Schema.Literal("invite"), invite: Schemas.OrgInvitePost, ...targets }),
  Schema.Struct({
    operation: Schema.Literal("resend_invite"),
    invites: Schema.optionalKey(InviteFilter),
    roleInfo: Schema.optionalKey(Schemas.OrgRoleInfo),
    ...targets
  }),
  Schema.Struct({ operation: Schema.Literal("revoke_invite"), invites: Schema.optionalKey(InviteFilter), ...targets }),
  Schema.Struct({
    operation: Schema.Literal("create_org"),
    orgs: Schema.NonEmptyArray(Schemas.InstanceOrgPost),
    /** The members of each of the organizations, added one by one once it is there. */
    members: Schema.optionalKey(Schema.Array(Schemas.InstanceOrgMemberPost)),
    /** The people who are invited to each of them by email, after the members. */
    invites: Schema.optionalKey(Schema.Array(Schemas.OrgInvitePost))
  })
])
export type PlanRequest = typeof PlanRequest.Type
