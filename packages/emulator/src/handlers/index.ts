/**
 * The handlers of all actions; one that is missing does not compile.
 *
 * @since 0.1.0
 */
import type { ActionName } from "@effect-losant/core"
import type { Handler } from "./Handler.ts"
import * as instanceOrg from "./instanceOrg.ts"
import * as instanceOrgInvite from "./instanceOrgInvite.ts"
import * as instanceOrgInvites from "./instanceOrgInvites.ts"
import * as instanceOrgMember from "./instanceOrgMember.ts"
import * as instanceOrgMembers from "./instanceOrgMembers.ts"
import * as instanceOrgs from "./instanceOrgs.ts"
import * as instances from "./instances.ts"

/** The handler of each action. @since 0.1.0 */
export const handlers: { readonly [K in ActionName]: Handler<K> } = {
  "instances.get": instances.get,
  "instanceOrgs.get": instanceOrgs.get,
  "instanceOrgs.post": instanceOrgs.post,
  "instanceOrg.get": instanceOrg.get,
  "instanceOrg.patch": instanceOrg.patch,
  "instanceOrg.delete": instanceOrg.delete,
  "instanceOrg.deviceCounts": instanceOrg.deviceCounts,
  "instanceOrg.notebookMinuteCounts": instanceOrg.notebookMinuteCounts,
  "instanceOrg.payloadCounts": instanceOrg.payloadCounts,
  "instanceOrg.payloadCountsBreakdown": instanceOrg.payloadCountsBreakdown,
  "instanceOrgMembers.get": instanceOrgMembers.get,
  "instanceOrgMembers.post": instanceOrgMembers.post,
  "instanceOrgMember.get": instanceOrgMember.get,
  "instanceOrgMember.patch": instanceOrgMember.patch,
  "instanceOrgMember.delete": instanceOrgMember.delete,
  "instanceOrgInvites.get": instanceOrgInvites.get,
  "instanceOrgInvites.post": instanceOrgInvites.post,
  "instanceOrgInvite.get": instanceOrgInvite.get,
  "instanceOrgInvite.delete": instanceOrgInvite.delete,
  "instanceOrgInvite.resendInvite": instanceOrgInvite.resendInvite
}
