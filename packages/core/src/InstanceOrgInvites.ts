/**
 * The invitations to an organization that are not answered yet.
 *
 * @module
 * @since 0.1.0
 */
import * as Action from "./Action.ts"
import { LosantNotFound } from "./LosantError.ts"
import { InstanceId, OrgId } from "./schemas/Ids.ts"
import { OrgInviteCollection, OrgInvitePost } from "./schemas/Invite.ts"
import { filtered, sorted } from "./schemas/params/ListParams.ts"

const path = "/instances/:instanceId/orgs/:orgId/invites"
const params = { instanceId: InstanceId, orgId: OrgId }

/**
 * Returns the invitations of an organization, all at once (Losant's `instanceOrgInvites.get`).
 *
 * @example
 * ```ts
 * import { InstanceOrgInvites, type InstanceId, type OrgId } from "@effect-losant/core"
 * import * as Effect from "effect/Effect"
 *
 * const expired = (instanceId: InstanceId, orgId: OrgId) =>
 *   InstanceOrgInvites.get({ instanceId, orgId }).pipe(
 *     Effect.map(({ items }) => items.filter(({ hasExpired }) => hasExpired === true))
 *   )
 * ```
 *
 * @since 0.1.0
 */
export const get = Action.make("instanceOrgInvites.get", {
  method: "GET",
  path,
  params,
  query: {
    ...sorted(["email", "role", "inviteDate"], { field: "inviteDate", direction: "desc" }),
    ...filtered(["email", "role"])
  },
  success: OrgInviteCollection,
  errors: [LosantNotFound],
  scopes: "read"
})

/**
 * Invites a person to an organization (Losant's `instanceOrgInvites.post`). The answer is the whole collection: find
 * the new invitation by its email.
 *
 * @example
 * ```ts
 * import { InstanceOrgInvites, type InstanceId, type OrgId } from "@effect-losant/core"
 * import * as Effect from "effect/Effect"
 *
 * const email = "jo@example.com"
 * const invite = (instanceId: InstanceId, orgId: OrgId) =>
 *   InstanceOrgInvites.post({ instanceId, orgId, invite: { email, role: "edit" } }).pipe(
 *     Effect.map(({ items }) => items.find((one) => one.email === email)?.id)
 *   )
 * ```
 *
 * @since 0.1.0
 */
export const post = Action.make("instanceOrgInvites.post", {
  method: "POST",
  path,
  params,
  body: { invite: OrgInvitePost },
  success: OrgInviteCollection,
  status: 201,
  errors: [LosantNotFound],
  scopes: "access"
})
