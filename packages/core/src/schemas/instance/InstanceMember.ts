/**
 * The members of an instance: the people who manage it.
 *
 * @module
 * @since 0.2.0
 */
import * as Schema from "effect/Schema"
import { InstanceId, UserId } from "../Ids.ts"
import { listFields } from "../List.ts"
import { Email, known, text } from "../Scalars.ts"

const roles = ["admin", "view"] as const
const Role = Schema.Literals(roles)

/**
 * A member of an instance.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 *
 * const isAtRisk = ({ role, twoFactorAuthEnabled }: Schemas.InstanceMember) =>
 *   role === "admin" && twoFactorAuthEnabled !== true
 * ```
 *
 * @since 0.2.0
 */
export class InstanceMember extends Schema.Opaque<InstanceMember>()(
  Schema.Struct({
    instanceId: Schema.optionalKey(InstanceId),
    userId: UserId,
    email: Schema.optionalKey(Email),
    firstName: Schema.optionalKey(text(1, 1024)),
    lastName: Schema.optionalKey(text(0, 1024)),
    role: Schema.optionalKey(known(roles)),
    avatarUrl: Schema.optionalKey(text(0, 1024).annotate({ format: "uri" })),
    twoFactorAuthEnabled: Schema.optionalKey(Schema.Boolean),
    ssoLinked: Schema.optionalKey(Schema.Boolean)
  })
) {}

/**
 * The members of an instance; they come whole, not in pages.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 *
 * const adminsOf = ({ items }: Schemas.InstanceMembers) => items.filter(({ role }) => role === "admin")
 * ```
 *
 * @since 0.2.0
 */
export class InstanceMembers extends Schema.Opaque<InstanceMembers>()(
  Schema.Struct({
    items: Schema.Array(InstanceMember),
    instanceId: Schema.optionalKey(InstanceId),
    ...listFields
  })
) {}

/**
 * A new member: a person by `email`, or a user by `userId`.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 *
 * const auditor: Schemas.InstanceMemberPost = { email: "jo@example.com", role: "view" }
 * ```
 *
 * @since 0.2.0
 */
export const InstanceMemberPost = Schema.Union([
  Schema.Struct({ email: Email, role: Role }),
  Schema.Struct({ userId: UserId, role: Role })
])
export type InstanceMemberPost = typeof InstanceMemberPost.Type

/**
 * The role to give to a member of an instance.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 *
 * const toView: Schemas.InstanceMemberPatch = { role: "view" }
 * ```
 *
 * @since 0.2.0
 */
export class InstanceMemberPatch extends Schema.Opaque<InstanceMemberPatch>()(Schema.Struct({ role: Role })) {}
