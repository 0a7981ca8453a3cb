/**
 * Losant's instances and organizations as Effects.
 *
 * @module
 * @since 0.1.0
 */
export * as Action from "./Action.ts"
export { type ActionName, actions } from "./Actions.ts"
export { CallObserver, type CallReport } from "./CallObserver.ts"
export { type Client, type ClientCallOptions, type ClientOptions, createClient } from "./Client.ts"
export * as FieldChanges from "./FieldChanges.ts"
// resources: written by npm run tables
export * as Instance from "./Instance.ts"
export * as InstanceApiToken from "./InstanceApiToken.ts"
export * as InstanceApiTokens from "./InstanceApiTokens.ts"
export * as InstanceAuditLog from "./InstanceAuditLog.ts"
export * as InstanceAuditLogs from "./InstanceAuditLogs.ts"
export * as InstanceCustomNode from "./InstanceCustomNode.ts"
export * as InstanceCustomNodes from "./InstanceCustomNodes.ts"
export * as InstanceMember from "./InstanceMember.ts"
export * as InstanceMembers from "./InstanceMembers.ts"
export * as InstanceNotificationRule from "./InstanceNotificationRule.ts"
export * as InstanceNotificationRules from "./InstanceNotificationRules.ts"
export * as InstanceOrg from "./InstanceOrg.ts"
export * as InstanceOrgInvite from "./InstanceOrgInvite.ts"
export * as InstanceOrgInvites from "./InstanceOrgInvites.ts"
export * as InstanceOrgMember from "./InstanceOrgMember.ts"
export * as InstanceOrgMembers from "./InstanceOrgMembers.ts"
export * as InstanceOrgs from "./InstanceOrgs.ts"
export * as InstanceSandbox from "./InstanceSandbox.ts"
export * as InstanceSandboxes from "./InstanceSandboxes.ts"
export * as Instances from "./Instances.ts"
// end of resources
export { Losant } from "./Losant.ts"
export { LosantClosed } from "./LosantClosed.ts"
export { LosantConfigError } from "./LosantConfigError.ts"
export * from "./LosantError.ts"
export { LosantNotModified } from "./LosantNotModified.ts"
export type { CallOptions, LosantOptions, RetryOptions } from "./LosantOptions.ts"
export * as OrgChanges from "./OrgChanges.ts"
export * as Pagination from "./Pagination.ts"
export * from "./schemas/Ids.ts"
export * as Schemas from "./schemas/index.ts"
export { OrgQuery } from "./schemas/params/OrgQuery.ts"
