/**
 * The summary of an organization: the amounts that it holds and uses.
 *
 * @module
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import { PayloadStats } from "./Usage.ts"

const Count = Schema.optionalKey(Schema.Int)

const fields = {
  apiTokenCount: Count,
  appCount: Count,
  certificateCount: Count,
  certificateAuthorityCount: Count,
  credentialCount: Count,
  dashCount: Count,
  dataTableCount: Count,
  deviceCount: Count,
  deviceRecipeCount: Count,
  eventCount: Count,
  experienceDomainCount: Count,
  experienceEndpointCount: Count,
  experienceGroupCount: Count,
  experienceSlugCount: Count,
  experienceUserCount: Count,
  experienceVersionCount: Count,
  experienceViewCount: Count,
  fileCount: Count,
  flowCount: Count,
  integrationCount: Count,
  keyCount: Count,
  notebookCount: Count,
  privateFileCount: Count,
  resourceJobCount: Count,
  webhookCount: Count,
  memberCount: Count,
  pendingInviteCount: Count,
  payloadCount: Schema.optionalKey(PayloadStats),
  storageStats: Schema.optionalKey(Schema.Struct({ count: Count, size: Count })),
  notebookStats: Schema.optionalKey(
    Schema.Struct({ awaitingCompletion: Count, minutesThisPeriod: Count, runsThisPeriod: Count })
  )
}

/**
 * The number of each resource that an organization holds. `summaryInclude` chooses the fields.
 * `storageStats.size` is in bytes.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 *
 * const megabytes = ({ storageStats }: Schemas.OrgSummary) => (storageStats?.size ?? 0) / 1_000_000
 * ```
 *
 * @since 0.1.0
 */
export class OrgSummary extends Schema.Opaque<OrgSummary>()(Schema.Struct(fields)) {}

/**
 * The names of the fields of a summary.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 *
 * const fields: ReadonlyArray<Schemas.SummaryField> = ["deviceCount", "payloadCount"]
 * ```
 *
 * @since 0.1.0
 */
export type SummaryField = keyof typeof fields

/**
 * The names of the fields of a summary.
 *
 * @example
 * ```ts
 * import { InstanceOrg, type InstanceId, type OrgId, Schemas } from "@effect-losant/core"
 *
 * const withAllCounts = (instanceId: InstanceId, orgId: OrgId) =>
 *   InstanceOrg.get({ instanceId, orgId, summaryInclude: Schemas.summaryFields })
 * ```
 *
 * @since 0.1.0
 */
export const summaryFields = Object.keys(fields) as ReadonlyArray<SummaryField> // Sound: they are the keys of `fields`.
