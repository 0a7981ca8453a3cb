/** Finds out whether an organization keeps an admin. */
import type { Schemas } from "@effect-losant/core"

type Member = Pick<Schemas.InstanceOrgMember, "userId" | "role">

/**
 * The members beside one of them, as far as they may be admins.
 *
 * @example
 * ```ts
 * import type { OtherAdmins } from "@effect-losant/fleet"
 *
 * const isAlone = ({ known, unknown }: OtherAdmins) => known + unknown === 0
 * ```
 *
 * @since 0.2.0
 */
export interface OtherAdmins {
  readonly known: number
  /** The members whose role Losant did not answer. */
  readonly unknown: number
}

/**
 * Counts the admins among the members other than one.
 *
 * @example
 * ```ts
 * import { InstanceOrgMembers, type InstanceId, type OrgId } from "@effect-losant/core"
 * import { countOtherAdmins } from "@effect-losant/fleet"
 * import * as Effect from "effect/Effect"
 *
 * const adminsBeside = (instanceId: InstanceId, orgId: OrgId, userId: string) =>
 *   Effect.map(InstanceOrgMembers.get({ instanceId, orgId }), ({ items }) => countOtherAdmins(items, userId))
 * ```
 *
 * @since 0.2.0
 */
export const countOtherAdmins = (members: ReadonlyArray<Member>, userId: string): OtherAdmins => {
  const others = members.filter((member) => member.userId.toLowerCase() !== userId.toLowerCase())
  return {
    known: others.filter(({ role }) => role === "admin").length,
    unknown: others.filter(({ role }) => role === undefined).length
  }
}

/** True for an admin. Also true if Losant sent no role, because the member may be one. */
export const mayBeAdmin = ({ role }: Pick<Member, "role">): boolean => role === undefined || role === "admin"

/** The danger if this member is no admin any more, beside these others. */
export const findAdminLoss = (
  member: Pick<Member, "role">,
  { known, unknown }: OtherAdmins
): ReadonlyArray<"takeLastAdmin" | "takePossiblyLastAdmin"> => {
  if (!mayBeAdmin(member) || known > 0) return []
  return [member.role === "admin" && unknown === 0 ? "takeLastAdmin" : "takePossiblyLastAdmin"]
}
