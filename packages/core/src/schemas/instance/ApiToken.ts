/**
 * The API tokens of an instance.
 *
 * @module
 * @since 0.2.0
 */
import * as Schema from "effect/Schema"
import { ApiTokenId, LosantId, OrgId } from "../Ids.ts"
import { pagedListFields } from "../List.ts"
import { AnsweredRole, answeredResourceRoleFields, Role, resourceRoleFields } from "../Role.ts"
import { IsoDate, known, text } from "../Scalars.ts"
import { Secret } from "./Secret.ts"

const statuses = ["active", "inactive"] as const
const owners = ["application", "user"] as const

// A cap may be set for an organization, or for what a person has outside of any.
const OrgIdOrSandbox = Schema.Union([OrgId, Schema.Literal("sandbox")])

const OrgRoles = Schema.Array(Schema.Struct({ orgId: OrgIdOrSandbox, role: Role, ...resourceRoleFields })).check(
  Schema.isMaxLength(25)
)
const AnsweredOrgRoles = Schema.Array(
  Schema.Struct({ orgId: Schema.Union([OrgId, known(["sandbox"])]), role: AnsweredRole, ...answeredResourceRoleFields })
).check(Schema.isMaxLength(25))

/**
 * An API token. `token` is its secret, which comes only once: in the answer to its creation. `defaultRole` and
 * `orgRoles` cap what a user's token may do.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 *
 * const isTooStrong = ({ scope = [], status }: Schemas.ApiToken) => status === "active" && scope.includes("all.Instance")
 * ```
 *
 * @since 0.2.0
 */
export class ApiToken extends Schema.Opaque<ApiToken>()(
  Schema.Struct({
    id: ApiTokenId,
    apiTokenId: Schema.optionalKey(ApiTokenId),
    ownerId: Schema.optionalKey(LosantId),
    ownerType: Schema.optionalKey(known(owners)),
    creatorId: Schema.optionalKey(LosantId),
    creatorType: Schema.optionalKey(known(["apiToken", "user", "flow"])),
    creatorName: Schema.optionalKey(text(0, 1024)),
    name: Schema.optionalKey(text(1, 255)),
    description: Schema.optionalKey(text(0, 32_767)),
    creationDate: Schema.optionalKey(IsoDate),
    lastUpdated: Schema.optionalKey(IsoDate),
    expirationDate: Schema.optionalKey(IsoDate),
    defaultRole: Schema.optionalKey(AnsweredRole),
    orgRoles: Schema.optionalKey(AnsweredOrgRoles),
    scope: Schema.optionalKey(Schema.Array(text(1, 1024))),
    status: Schema.optionalKey(known(statuses)),
    token: Schema.optionalKey(Secret)
  })
) {}

/**
 * A page of the API tokens of an instance, without their secrets.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 *
 * // Dates in ISO 8601 sort as texts.
 * const expiringBefore = ({ items }: Schemas.ApiTokens, date: string) =>
 *   items.filter(({ expirationDate }) => expirationDate !== undefined && expirationDate < date)
 * ```
 *
 * @since 0.2.0
 */
export class ApiTokens extends Schema.Opaque<ApiTokens>()(
  Schema.Struct({
    items: Schema.Array(ApiToken),
    ownerId: Schema.optionalKey(LosantId),
    ownerType: Schema.optionalKey(known(owners)),
    ...pagedListFields
  })
) {}

const settings = {
  description: Schema.optionalKey(text(0, 32_767)),
  defaultRole: Schema.optionalKey(Role),
  orgRoles: Schema.optionalKey(OrgRoles),
  status: Schema.optionalKey(Schema.Literals(statuses))
}

/**
 * A new API token. `scope` names what it may do. Losant knows some hundreds of scopes, such as `all.Instance.read` or
 * `instanceOrgs.get`; the field `scopes` of an action has those that allow it. Without `expirationDate` it never expires.
 *
 * @example
 * ```ts
 * import { InstanceOrgs, type Schemas } from "@effect-losant/core"
 *
 * const creator: Schemas.ApiTokenPost = {
 *   name: "creates organizations",
 *   scope: [InstanceOrgs.post.action],
 *   expirationDate: "2027-01-01T00:00:00.000Z"
 * }
 * ```
 *
 * @since 0.2.0
 */
export class ApiTokenPost extends Schema.Opaque<ApiTokenPost>()(
  Schema.Struct({
    name: text(1, 255),
    ...settings,
    expirationDate: Schema.optionalKey(IsoDate),
    scope: Schema.optionalKey(Schema.Array(text(1, 1024)).check(Schema.isUnique()))
  })
) {}

/**
 * The changes to an API token. A field that is absent stays as it is; an inactive token is refused until it is active
 * again. Scopes and the date of expiry cannot be changed.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 *
 * const putOutOfUse: Schemas.ApiTokenPatch = { status: "inactive" }
 * ```
 *
 * @since 0.2.0
 */
export class ApiTokenPatch extends Schema.Opaque<ApiTokenPatch>()(
  Schema.Struct({ name: Schema.optionalKey(text(1, 255)), ...settings })
) {}
