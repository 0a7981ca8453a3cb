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
export * from "./Limits.ts"
export * from "./ListParams.ts"
export * from "./Member.ts"
export * from "./Org.ts"
export * from "./OrgQuery.ts"
export * from "./OrgSummary.ts"
export * from "./Params.ts"
export * from "./Role.ts"
export * from "./Scalars.ts"
export * from "./Success.ts"
export * from "./TimeParams.ts"
export * from "./Usage.ts"
// end of modules of schemas
