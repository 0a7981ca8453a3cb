/**
 * The dangers of each kind of write, for a single call as for a set. The functions are pure: they judge what was read.
 *
 * @module
 * @since 0.2.0
 */
import type { Schemas } from "@effect-losant/core"
import { findAdminLoss, mayBeAdmin, type OtherAdmins } from "./adminLoss.ts"
import type { Danger } from "./dangers.ts"
import { areLowerRoles, isLowerRole } from "./roles.ts"
import { updateDangers } from "./updateLosses.ts"

/**
 * The dangers that each kind of write may have.
 *
 * @example
 * ```ts
 * import { levelOf, WriteDangers } from "@effect-losant/fleet"
 *
 * // The highest level that a write may need.
 * const levels = Object.entries(WriteDangers.possible).map(([operation, found]) => [operation, levelOf(found)])
 * ```
 *
 * @since 0.2.0
 */
export const possible = {
  update_org: updateDangers,
  delete_org: ["deleteOrg"],
  create_org: ["makeAdmin", "emailSeveral"],
  add_member: ["makeAdmin"],
  update_member: ["lowerRole", "makeAdmin", "takeLastAdmin", "takePossiblyLastAdmin"],
  remove_member: ["removeMember", "takeLastAdmin", "takePossiblyLastAdmin"],
  invite: ["inviteAdmin"],
  resend_invite: ["inviteAdmin"],
  revoke_invite: ["revokeInvite"]
} as const satisfies Readonly<Record<string, ReadonlyArray<Danger>>>

type Found<Operation extends keyof typeof possible> = ReadonlyArray<(typeof possible)[Operation][number]>

/**
 * The dangers of making a person a member.
 *
 * @example
 * ```ts
 * import { WriteDangers } from "@effect-losant/fleet"
 *
 * const found = WriteDangers.ofNewMember({ role: "admin" })
 * ```
 *
 * @since 0.2.0
 */
export const ofNewMember = ({ role }: { readonly role: string }): Found<"add_member"> =>
  role === "admin" ? ["makeAdmin"] : []

/**
 * The dangers of a change of roles. `change` holds only the roles that change.
 *
 * @example
 * ```ts
 * import { WriteDangers } from "@effect-losant/fleet"
 *
 * // ["lowerRole", "takeLastAdmin"]
 * const found = WriteDangers.ofRoleChange({ role: "admin" }, { role: "edit" }, { known: 0, unknown: 0 })
 * ```
 *
 * @since 0.2.0
 */
export const ofRoleChange = (
  member: Pick<Schemas.InstanceOrgMember, "role" | "applicationRoles" | "dashboardRoles">,
  { role, applicationRoles, dashboardRoles }: Schemas.InstanceOrgMemberPatch,
  others: OtherAdmins
): Found<"update_member"> => {
  const isLowered =
    (role !== undefined && isLowerRole(member.role, role)) ||
    areLowerRoles(member.applicationRoles, applicationRoles) ||
    areLowerRoles(member.dashboardRoles, dashboardRoles)
  return [
    ...(isLowered ? ["lowerRole" as const] : []),
    ...(role === "admin" ? ["makeAdmin" as const] : []),
    ...(takesAdmin(member, role) ? findAdminLoss(member, others) : [])
  ]
}

/**
 * True if the change takes the role `admin` from a member who has it, or who may have it.
 *
 * @example
 * ```ts
 * import { WriteDangers } from "@effect-losant/fleet"
 *
 * const needsOtherAdmins = WriteDangers.takesAdmin({ role: "admin" }, "view")
 * ```
 *
 * @since 0.2.0
 */
export const takesAdmin = (member: Pick<Schemas.InstanceOrgMember, "role">, role: string | undefined): boolean =>
  role !== undefined && role !== "admin" && mayBeAdmin(member)

/**
 * The dangers of taking a member out of an organization.
 *
 * @example
 * ```ts
 * import { WriteDangers } from "@effect-losant/fleet"
 *
 * // ["removeMember"]
 * const found = WriteDangers.ofRemoval({ role: "admin" }, { known: 1, unknown: 0 })
 * ```
 *
 * @since 0.2.0
 */
export const ofRemoval = (
  member: Pick<Schemas.InstanceOrgMember, "role">,
  others: OtherAdmins
): Found<"remove_member"> => ["removeMember", ...findAdminLoss(member, others)]

/**
 * The dangers of sending an invitation, for the first time or again.
 *
 * @example
 * ```ts
 * import { WriteDangers } from "@effect-losant/fleet"
 *
 * const found = WriteDangers.ofInvitation({ role: "view" })
 * ```
 *
 * @since 0.2.0
 */
export const ofInvitation = ({ role }: { readonly role?: string }): Found<"invite"> =>
  role === "admin" ? ["inviteAdmin"] : []

/**
 * The dangers of a new organization: its members may be admins, and may get emails.
 *
 * @example
 * ```ts
 * import { WriteDangers } from "@effect-losant/fleet"
 *
 * // ["makeAdmin"]
 * const found = WriteDangers.ofNewOrg({ name: "Plant", members: [{ email: "jo@example.com", role: "admin" }] })
 * ```
 *
 * @since 0.2.0
 */
export const ofNewOrg = ({ members = [] }: Schemas.InstanceOrgPost): Found<"create_org"> => [
  ...(members.some(({ role }) => role === "admin") ? ["makeAdmin" as const] : []),
  ...(members.filter((member) => "email" in member).length > 1 ? ["emailSeveral" as const] : [])
]
