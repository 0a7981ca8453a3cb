/**
 * Losant's identifiers: 24 hexadecimal digits, each kind with its own brand, so that an organization's id cannot be
 * passed where a user's is wanted.
 *
 * `Schema.decodeUnknownEffect` makes an id of a text from outside. Its error says what an id looks like. `make` is for
 * texts in the program itself: it throws if one is wrong, and does not say how.
 *
 * @example
 * ```ts
 * import { InstanceOrg, type InstanceId, OrgId } from "@effect-losant/core"
 * import * as Effect from "effect/Effect"
 * import * as Schema from "effect/Schema"
 *
 * const known = OrgId.make("575ed6e87ae143cd83dc4aa8")
 *
 * // With "abc" it fails with SchemaError(Expected 24 hexadecimal digits).
 * const orgOf = (instanceId: InstanceId, text: string) =>
 *   Schema.decodeUnknownEffect(OrgId)(text).pipe(
 *     Effect.flatMap((orgId) => InstanceOrg.get({ instanceId, orgId })),
 *     Effect.catchTag("SchemaError", ({ message }) => Effect.logError(`${text}: ${message}`))
 *   )
 * ```
 *
 * @module
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"

// The `u` flag of the pattern is what carries it into JSON Schema.

/**
 * An id of any kind. The ids of a kind have a brand of their own.
 *
 * @example
 * ```ts
 * import { LosantId } from "@effect-losant/core"
 * import * as Schema from "effect/Schema"
 *
 * const isId = Schema.is(LosantId)
 * ```
 *
 * @since 0.2.0
 */
export const LosantId = Schema.String.check(
  Schema.isPattern(/^[A-Fa-f\d]{24}$/u, { expected: "24 hexadecimal digits" })
)

/**
 * The id of an instance.
 *
 * @example
 * ```ts
 * import { InstanceId } from "@effect-losant/core"
 *
 * const instanceId = InstanceId.make("575ec8687ae143cd83dc4a97")
 * ```
 *
 * @since 0.1.0
 */
export const InstanceId = LosantId.pipe(Schema.brand("InstanceId"))
export type InstanceId = typeof InstanceId.Type

/**
 * The id of an organization.
 *
 * @example
 * ```ts
 * import { OrgId } from "@effect-losant/core"
 * import * as Schema from "effect/Schema"
 *
 * // For a text from outside: fails if it is not an id.
 * const parse = Schema.decodeUnknownEffect(OrgId)
 * ```
 *
 * @since 0.1.0
 */
export const OrgId = LosantId.pipe(Schema.brand("OrgId"))
export type OrgId = typeof OrgId.Type

/**
 * The id of a user: of a member of an instance or an organization.
 *
 * @example
 * ```ts
 * import { UserId } from "@effect-losant/core"
 *
 * const userId = UserId.make("575ef5c97ae143cd83dc4ab0")
 * ```
 *
 * @since 0.1.0
 */
export const UserId = LosantId.pipe(Schema.brand("UserId"))
export type UserId = typeof UserId.Type

/**
 * The id of an invitation.
 *
 * @example
 * ```ts
 * import { InviteId } from "@effect-losant/core"
 *
 * const inviteId = InviteId.make("57955788124b37010084c053")
 * ```
 *
 * @since 0.1.0
 */
export const InviteId = LosantId.pipe(Schema.brand("InviteId"))
export type InviteId = typeof InviteId.Type

/**
 * The id of an API token, which is not its secret.
 *
 * @example
 * ```ts
 * import { ApiTokenId } from "@effect-losant/core"
 *
 * const apiTokenId = ApiTokenId.make("575ec7417ae143cd83dc4a96")
 * ```
 *
 * @since 0.2.0
 */
export const ApiTokenId = LosantId.pipe(Schema.brand("ApiTokenId"))
export type ApiTokenId = typeof ApiTokenId.Type

/**
 * The id of an entry of an instance's audit log.
 *
 * @example
 * ```ts
 * import { AuditLogId } from "@effect-losant/core"
 *
 * const instanceAuditLogId = AuditLogId.make("57955788124b37010084c053")
 * ```
 *
 * @since 0.2.0
 */
export const AuditLogId = LosantId.pipe(Schema.brand("AuditLogId"))
export type AuditLogId = typeof AuditLogId.Type

/**
 * The id of a custom node of an instance.
 *
 * @example
 * ```ts
 * import { CustomNodeId } from "@effect-losant/core"
 *
 * const instanceCustomNodeId = CustomNodeId.make("575ed78e7ae143cd83dc4aab")
 * ```
 *
 * @since 0.2.0
 */
export const CustomNodeId = LosantId.pipe(Schema.brand("CustomNodeId"))
export type CustomNodeId = typeof CustomNodeId.Type

/**
 * The id of a notification rule.
 *
 * @example
 * ```ts
 * import { NotificationRuleId } from "@effect-losant/core"
 *
 * const notificationRuleId = NotificationRuleId.make("666c9eba124b3700084c0530")
 * ```
 *
 * @since 0.2.0
 */
export const NotificationRuleId = LosantId.pipe(Schema.brand("NotificationRuleId"))
export type NotificationRuleId = typeof NotificationRuleId.Type

/**
 * The id of a sandbox: of a person's account under an instance.
 *
 * @example
 * ```ts
 * import { SandboxId } from "@effect-losant/core"
 *
 * const instanceSandboxId = SandboxId.make("57955788124b37010084c053")
 * ```
 *
 * @since 0.2.0
 */
export const SandboxId = LosantId.pipe(Schema.brand("SandboxId"))
export type SandboxId = typeof SandboxId.Type

/**
 * The id of an application or a dashboard, which roles can be given on.
 *
 * @example
 * ```ts
 * import { ResourceId, type Schemas } from "@effect-losant/core"
 *
 * // Nothing in the organization, but to look at one application.
 * const roles: Schemas.InstanceOrgMemberPatch = {
 *   role: "none",
 *   applicationRoles: [{ resourceId: ResourceId.make("575ecf887ae143cd83dc4aa2"), role: "view" }]
 * }
 * ```
 *
 * @since 0.1.0
 */
export const ResourceId = LosantId.pipe(Schema.brand("ResourceId"))
export type ResourceId = typeof ResourceId.Type
