/**
 * Invitations to an organization that are not answered yet.
 *
 * @module
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import { InstanceId, InviteId, OrgId } from "./Ids.ts"
import { listFields } from "./List.ts"
import { AnsweredRole, answeredResourceRoleFields, Role, resourceRoleFields } from "./Role.ts"
import { Email, IsoDate } from "./Scalars.ts"

/**
 * An invitation. `ttl` is how long it lasts from `inviteDate` on, in milliseconds.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 *
 * // When it expires, in milliseconds since the epoch.
 * const expiresAt = ({ inviteDate = "", ttl = 0 }: Schemas.OrgInvite) => Date.parse(inviteDate) + ttl
 * ```
 *
 * @since 0.1.0
 */
export class OrgInvite extends Schema.Opaque<OrgInvite>()(
  Schema.Struct({
    id: InviteId,
    email: Schema.optionalKey(Email),
    role: Schema.optionalKey(AnsweredRole),
    ...answeredResourceRoleFields,
    inviteDate: Schema.optionalKey(IsoDate),
    ttl: Schema.optionalKey(Schema.Finite),
    hasExpired: Schema.optionalKey(Schema.Boolean),
    disallowTransfer: Schema.optionalKey(Schema.Boolean)
  })
) {}

/**
 * The invitations of an organization; they come whole, not in pages.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 *
 * const find = ({ items }: Schemas.OrgInviteCollection, email: string) => items.find((one) => one.email === email)
 * ```
 *
 * @since 0.1.0
 */
export class OrgInviteCollection extends Schema.Opaque<OrgInviteCollection>()(
  Schema.Struct({
    items: Schema.Array(OrgInvite),
    instanceId: Schema.optionalKey(InstanceId),
    orgId: Schema.optionalKey(OrgId),
    ...listFields
  })
) {}

/**
 * A new invitation.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 *
 * const invite: Schemas.OrgInvitePost = { email: "jo@example.com", role: "collaborate" }
 * ```
 *
 * @since 0.1.0
 */
export class OrgInvitePost extends Schema.Opaque<OrgInvitePost>()(
  Schema.Struct({
    email: Email,
    role: Role,
    ...resourceRoleFields,
    disallowTransfer: Schema.optionalKey(Schema.Boolean)
  })
) {}
