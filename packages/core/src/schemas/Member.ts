/**
 * The members of an organization.
 *
 * @module
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import { InstanceId, OrgId, UserId } from "./Ids.ts"
import { listFields } from "./List.ts"
import { AnsweredRole, answeredResourceRoleFields, Role, resourceRoleFields } from "./Role.ts"
import { Email, text } from "./Scalars.ts"

const person = {
  userId: UserId,
  email: Schema.optionalKey(Email),
  firstName: Schema.optionalKey(text(1, 1024)),
  lastName: Schema.optionalKey(text(0, 1024)),
  avatarUrl: Schema.optionalKey(text(0, 1024).annotate({ format: "uri" })),
  role: Schema.optionalKey(AnsweredRole),
  twoFactorAuthEnabled: Schema.optionalKey(Schema.Boolean),
  ssoLinked: Schema.optionalKey(Schema.Boolean)
}

/**
 * A member as an organization that was just created lists it.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 *
 * const nameOf = ({ firstName, email, userId }: Schemas.OrgMember) => firstName ?? email ?? userId
 * ```
 *
 * @since 0.1.0
 */
export class OrgMember extends Schema.Opaque<OrgMember>()(
  Schema.Struct({ ...person, ...answeredResourceRoleFields })
) {}

/**
 * A member of an organization.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 *
 * const isAtRisk = ({ role, twoFactorAuthEnabled }: Schemas.InstanceOrgMember) =>
 *   role === "admin" && twoFactorAuthEnabled !== true
 * ```
 *
 * @since 0.1.0
 */
export class InstanceOrgMember extends Schema.Opaque<InstanceOrgMember>()(
  Schema.Struct({
    instanceId: Schema.optionalKey(InstanceId),
    orgId: Schema.optionalKey(OrgId),
    ...person,
    // Losant's schema leaves the next two out, though the bodies take them: they are kept when they come.
    ...answeredResourceRoleFields
  })
) {}

/**
 * The members of an organization; they come whole, not in pages.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 *
 * const adminsOf = ({ items }: Schemas.InstanceOrgMembers) => items.filter(({ role }) => role === "admin")
 * ```
 *
 * @since 0.1.0
 */
export class InstanceOrgMembers extends Schema.Opaque<InstanceOrgMembers>()(
  Schema.Struct({
    items: Schema.Array(InstanceOrgMember),
    instanceId: Schema.optionalKey(InstanceId),
    orgId: Schema.optionalKey(OrgId),
    ...listFields
  })
) {}

/**
 * A new member: a user by `userId`, or by `email` a person who may not have an account yet.
 *
 * @example
 * ```ts
 * import { type Schemas, UserId } from "@effect-losant/core"
 *
 * const byId: Schemas.InstanceOrgMemberPost = { userId: UserId.make("575ef5c97ae143cd83dc4ab0"), role: "edit" }
 * const byEmail: Schemas.InstanceOrgMemberPost = { email: "jo@example.com", role: "edit" }
 * ```
 *
 * @since 0.1.0
 */
export const InstanceOrgMemberPost = Schema.Union([
  Schema.Struct({ userId: UserId, role: Role, ...resourceRoleFields }),
  Schema.Struct({
    email: Email,
    role: Role,
    ...resourceRoleFields,
    disallowTransfer: Schema.optionalKey(Schema.Boolean)
  })
])
export type InstanceOrgMemberPost = typeof InstanceOrgMemberPost.Type

/**
 * The roles to give to a member.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 *
 * const toView: Schemas.InstanceOrgMemberPatch = { role: "view" }
 * ```
 *
 * @since 0.1.0
 */
export class InstanceOrgMemberPatch extends Schema.Opaque<InstanceOrgMemberPatch>()(
  Schema.Struct({ role: Schema.optionalKey(Role), ...resourceRoleFields })
) {}
