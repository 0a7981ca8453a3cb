/**
 * The shapes of what is sent and answered.
 *
 * @module
 * @since 0.1.0
 */
// modules of schemas: written by npm run tables
export * from "./Ids.ts"
export * from "./Instance.ts"
export * from "./Invite.ts"
export * from "./instance/ApiToken.ts"
export * from "./instance/AuditLog.ts"
export * from "./instance/CustomNode.ts"
export * from "./instance/CustomNodeBody.ts"
export * from "./instance/FlowRuns.ts"
export * from "./instance/HistoricalSummary.ts"
export * from "./instance/InstanceMember.ts"
export * from "./instance/Job.ts"
export * from "./instance/NotificationRule.ts"
export * from "./instance/Report.ts"
export * from "./instance/Sandbox.ts"
export * from "./instance/Secret.ts"
export * from "./Limits.ts"
export * from "./Member.ts"
export * from "./Org.ts"
export * from "./OrgSummary.ts"
export * from "./params/ListParams.ts"
export * from "./params/OrgChanges.ts"
export * from "./params/OrgQuery.ts"
export * from "./params/Params.ts"
export * from "./params/TimeParams.ts"
export * from "./Role.ts"
export * from "./Scalars.ts"
export * from "./Success.ts"
export * from "./Usage.ts"
// end of modules of schemas
