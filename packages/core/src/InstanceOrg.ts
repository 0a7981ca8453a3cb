/**
 * One organization of an instance.
 *
 * @since 0.1.0
 */

import * as Schema from "effect/Schema"
import * as Action from "./Action.ts"
import { LosantNotFound } from "./LosantError.ts"
import { InstanceId, OrgId } from "./schemas/Ids.ts"
import { InstanceOrg, InstanceOrgPatch } from "./schemas/Org.ts"
import { Flag, summarized } from "./schemas/Params.ts"
import { Success } from "./schemas/Success.ts"
import { Resolution, ranged } from "./schemas/TimeParams.ts"
import { DeviceCounts, NotebookMinuteCounts, PayloadCountsBreakdown, PayloadStats } from "./schemas/Usage.ts"

const path = "/instances/:instanceId/orgs/:orgId"
const params = { instanceId: InstanceId, orgId: OrgId }
const asBytes = { asBytes: Schema.optionalKey(Flag.annotate({ default: false })) }

/**
 * Retrieves information on an organization (Losant's `instanceOrg.get`).
 *
 * @since 0.1.0
 */
export const get = Action.make("instanceOrg.get", {
  method: "GET",
  path,
  params,
  query: summarized,
  success: InstanceOrg,
  errors: [LosantNotFound],
  scopes: "read"
})

/**
 * Updates information about an organization (Losant's `instanceOrg.patch`). Fields that are absent stay as they are;
 * `limits`, `tags`, `banner` and `whitelistedEmailDomains` may be replaced whole.
 *
 * @example
 * ```ts
 * import { InstanceOrg, type InstanceId, type OrgId } from "@effect-losant/core"
 *
 * const rename = (instanceId: InstanceId, orgId: OrgId, name: string) =>
 *   InstanceOrg.patch({ instanceId, orgId, organization: { name } })
 * ```
 *
 * @since 0.1.0
 */
export const patch = Action.make("instanceOrg.patch", {
  method: "PATCH",
  path,
  params,
  query: summarized,
  body: { organization: InstanceOrgPatch },
  success: InstanceOrg,
  errors: [LosantNotFound],
  scopes: "write"
})

/**
 * Deletes an organization (Losant's `instanceOrg.delete`): at once and for good, with its applications, devices and
 * data. To take an organization out of use reversibly, patch `disabledAt` or `isReadOnly`.
 *
 * @since 0.1.0
 */
const del = Action.make("instanceOrg.delete", {
  method: "DELETE",
  path,
  params,
  success: Success,
  errors: [LosantNotFound],
  scopes: "write"
})

export { del as delete }

/**
 * Returns device counts by day for a time range (Losant's `instanceOrg.deviceCounts`).
 *
 * @since 0.1.0
 */
export const deviceCounts = Action.make("instanceOrg.deviceCounts", {
  method: "GET",
  path: `${path}/deviceCounts`,
  params,
  query: ranged,
  success: DeviceCounts,
  errors: [LosantNotFound],
  scopes: "read"
})

/**
 * Returns notebook execution usage by day for a time range (Losant's `instanceOrg.notebookMinuteCounts`).
 *
 * @since 0.1.0
 */
export const notebookMinuteCounts = Action.make("instanceOrg.notebookMinuteCounts", {
  method: "GET",
  path: `${path}/notebookMinuteCounts`,
  params,
  query: ranged,
  success: NotebookMinuteCounts,
  errors: [LosantNotFound],
  scopes: "read"
})

/**
 * Returns payload counts by type and source for a time range (Losant's `instanceOrg.payloadCounts`): numbers, or with
 * `asBytes` bytes, over all applications of the organization.
 *
 * @since 0.1.0
 */
export const payloadCounts = Action.make("instanceOrg.payloadCounts", {
  method: "GET",
  path: `${path}/payloadCounts`,
  params,
  query: { ...ranged, ...asBytes },
  success: PayloadStats,
  errors: [LosantNotFound],
  scopes: "read"
})

/**
 * Returns payload counts by day or hour for a time range (Losant's `instanceOrg.payloadCountsBreakdown`): numbers, or
 * with `asBytes` bytes, over all applications of the organization. `resolution` is in milliseconds.
 *
 * @since 0.1.0
 */
export const payloadCountsBreakdown = Action.make("instanceOrg.payloadCountsBreakdown", {
  method: "GET",
  path: `${path}/payloadCountsBreakdown`,
  params,
  query: {
    ...ranged,
    resolution: Schema.optionalKey(Resolution),
    ...asBytes,
    includeNonBillable: Schema.optionalKey(Flag.annotate({ default: false }))
  },
  success: PayloadCountsBreakdown,
  errors: [LosantNotFound],
  scopes: "read"
})
