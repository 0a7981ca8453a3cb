/**
 * The usage of each organization and application of an instance in a past month.
 *
 * @module
 * @since 0.2.0
 */
import * as Schema from "effect/Schema"
import { LosantId } from "../Ids.ts"
import { OrgLimits } from "../Limits.ts"
import { pagedListFields } from "../List.ts"
import { IsoDate, known, text } from "../Scalars.ts"
import { PayloadStats } from "../Usage.ts"

const Count = Schema.optionalKey(Schema.Finite)

const HistoricalSummary = Schema.Struct({
  resourceType: Schema.optionalKey(known(["application", "organization", "whitelabel"])),
  resourceId: LosantId,
  resourceName: Schema.optionalKey(text(1, 255)),
  resourceProration: Count,
  ownerType: Schema.optionalKey(known(["organization", "user"])),
  ownerId: Schema.optionalKey(LosantId),
  ownerName: Schema.optionalKey(text(1, 255)),
  limits: Schema.optionalKey(OrgLimits),
  currentPeriodStart: Schema.optionalKey(IsoDate),
  currentPeriodEnd: Schema.optionalKey(IsoDate),
  applicationCount: Count,
  applicationCountProrated: Count,
  userCount: Count,
  userCountProrated: Count,
  apiTokenCount: Count,
  applicationKeyCount: Count,
  certificateAuthorityCount: Count,
  certificateCount: Count,
  credentialCount: Schema.optionalKey(Schema.Int),
  dashboardCount: Count,
  dashboardCountProrated: Count,
  dataTableCount: Count,
  dataTableRowCount: Count,
  dataTableTotalSizeMb: Count,
  deviceCount: Count,
  deviceCountProrated: Count,
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
  fileTotalSizeMb: Count,
  integrationCount: Count,
  notebookCount: Count,
  resourceJobCount: Schema.optionalKey(Schema.Int),
  notebookRunCount: Count,
  notebookMinutesCount: Count,
  privateFileCount: Count,
  privateFileTotalSizeMb: Count,
  webhookCount: Count,
  workflowCount: Count,
  payloadBillableCount: Count,
  payloadNonbillableCount: Count,
  payloadBillableSizeMb: Count,
  payloadNonbillableSizeMb: Count,
  payloadCountDetails: Schema.optionalKey(PayloadStats),
  payloadSizeDetails: Schema.optionalKey(PayloadStats)
})

/**
 * A page of the usage of a month: an item for each organization and application. Sizes are in megabytes. A resource that
 * got another owner within the month may come once for each.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 *
 * const billableOn = ({ items }: Schemas.HistoricalSummaries) =>
 *   items.map(({ resourceName, payloadBillableCount = 0 }) => [resourceName, payloadBillableCount] as const)
 * ```
 *
 * @since 0.2.0
 */
export class HistoricalSummaries extends Schema.Opaque<HistoricalSummaries>()(
  Schema.Struct({ items: Schema.Array(HistoricalSummary), ...pagedListFields })
) {}
