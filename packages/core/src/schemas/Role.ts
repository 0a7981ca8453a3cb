/**
 * The roles of a member, in an organization and on single applications and dashboards.
 *
 * @module
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import { ResourceId } from "./Ids.ts"
import { known } from "./Scalars.ts"

const roles = ["admin", "edit", "collaborate", "view", "none"] as const
const resourceRoles = ["collaborate", "view", "none"] as const

/**
 * The role of a member in an organization, as it is given.
 *
 * @example
 * ```ts
 * import { Schemas } from "@effect-losant/core"
 * import * as Schema from "effect/Schema"
 *
 * const isRole = Schema.is(Schemas.Role)
 * const role: Schemas.Role = "collaborate"
 * ```
 *
 * @since 0.1.0
 */
export const Role = Schema.Literals(roles)
export type Role = typeof Role.Type

/**
 * The role of a member in an organization, as it is answered.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 *
 * // One that Losant may add one day is kept as it comes.
 * const isAdmin = (role: typeof Schemas.AnsweredRole.Type) => role === "admin"
 * ```
 *
 * @since 0.1.0
 */
export const AnsweredRole = known(roles)

const ResourceRole = Schema.Struct({ resourceId: ResourceId, role: Schema.Literals(resourceRoles) })
const AnsweredResourceRole = Schema.Struct({ resourceId: ResourceId, role: known(resourceRoles) })

const ResourceRoles = Schema.Array(ResourceRole).check(Schema.isMaxLength(100))
const AnsweredResourceRoles = Schema.Array(AnsweredResourceRole).check(Schema.isMaxLength(100))

/**
 * The fields of a body that give roles on single applications and dashboards, at most 100 each.
 *
 * @example
 * ```ts
 * import { Schemas } from "@effect-losant/core"
 * import * as Schema from "effect/Schema"
 *
 * const Grant = Schema.Struct({ email: Schemas.Email, ...Schemas.resourceRoleFields })
 * ```
 *
 * @since 0.1.0
 */
export const resourceRoleFields = {
  applicationRoles: Schema.optionalKey(ResourceRoles),
  dashboardRoles: Schema.optionalKey(ResourceRoles)
}

/**
 * The same fields in an answer.
 *
 * @example
 * ```ts
 * import { Schemas } from "@effect-losant/core"
 * import * as Schema from "effect/Schema"
 *
 * const Granted = Schema.Struct({ email: Schemas.Email, ...Schemas.answeredResourceRoleFields })
 * ```
 *
 * @since 0.1.0
 */
export const answeredResourceRoleFields = {
  applicationRoles: Schema.optionalKey(AnsweredResourceRoles),
  dashboardRoles: Schema.optionalKey(AnsweredResourceRoles)
}

/**
 * The body of `instanceOrgInvite.resendInvite`: the role to invite with this time.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 *
 * const unchanged: Schemas.OrgRoleInfo = {}
 * const asAdmin: Schemas.OrgRoleInfo = { role: "admin" }
 * ```
 *
 * @since 0.1.0
 */
export class OrgRoleInfo extends Schema.Opaque<OrgRoleInfo>()(
  Schema.Struct({ role: Schema.optionalKey(Role), ...resourceRoleFields })
) {}
