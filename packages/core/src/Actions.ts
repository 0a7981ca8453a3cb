/**
 * All actions by Losant's names of them, in the order in which they are documented.
 *
 * @module
 * @since 0.1.0
 */
import * as InstanceOrg from "./InstanceOrg.ts"
import * as InstanceOrgInvite from "./InstanceOrgInvite.ts"
import * as InstanceOrgInvites from "./InstanceOrgInvites.ts"
import * as InstanceOrgMember from "./InstanceOrgMember.ts"
import * as InstanceOrgMembers from "./InstanceOrgMembers.ts"
import * as InstanceOrgs from "./InstanceOrgs.ts"
import * as Instances from "./Instances.ts"

/**
 * All actions by name.
 *
 * @example
 * ```ts
 * import { actions, type ActionName } from "@effect-losant/core"
 *
 * // The scopes of a token of which any one allows the action, such as all.Instance.read.
 * const scopesOf = (name: ActionName) => actions[name].scopes
 * ```
 *
 * @since 0.1.0
 */
export const actions = {
  "instances.get": Instances.get,
  "instanceOrgs.get": InstanceOrgs.get,
  "instanceOrgs.post": InstanceOrgs.post,
  "instanceOrg.get": InstanceOrg.get,
  "instanceOrg.patch": InstanceOrg.patch,
  "instanceOrg.delete": InstanceOrg.delete,
  "instanceOrg.deviceCounts": InstanceOrg.deviceCounts,
  "instanceOrg.notebookMinuteCounts": InstanceOrg.notebookMinuteCounts,
  "instanceOrg.payloadCounts": InstanceOrg.payloadCounts,
  "instanceOrg.payloadCountsBreakdown": InstanceOrg.payloadCountsBreakdown,
  "instanceOrgMembers.get": InstanceOrgMembers.get,
  "instanceOrgMembers.post": InstanceOrgMembers.post,
  "instanceOrgMember.get": InstanceOrgMember.get,
  "instanceOrgMember.patch": InstanceOrgMember.patch,
  "instanceOrgMember.delete": InstanceOrgMember.delete,
  "instanceOrgInvites.get": InstanceOrgInvites.get,
  "instanceOrgInvites.post": InstanceOrgInvites.post,
  "instanceOrgInvite.get": InstanceOrgInvite.get,
  "instanceOrgInvite.delete": InstanceOrgInvite.delete,
  "instanceOrgInvite.resendInvite": InstanceOrgInvite.resendInvite
} as const

/**
 * The name of an action.
 *
 * @example
 * ```ts
 * import { type ActionName, actions } from "@effect-losant/core"
 *
 * const isActionName = (text: string): text is ActionName => Object.hasOwn(actions, text)
 * ```
 *
 * @since 0.1.0
 */
export type ActionName = keyof typeof actions
