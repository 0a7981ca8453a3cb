/** Which limit of an organization counts what of its summary. */
import type { OrgLimits } from "@effect-losant/core/schemas/Limits"
import type { OrgSummary, SummaryField } from "@effect-losant/core/schemas/OrgSummary"
import type { PayloadStats } from "@effect-losant/core/schemas/Usage"
import * as Predicate from "effect/Predicate"

type Limit = keyof OrgLimits

/** A limit that something counts towards. */
export interface LimitInUse {
  readonly limit: Limit
  /** What `summaryInclude` has to name for it. */
  readonly summaryField: SummaryField
  /** How much of the limit is used, in the unit of the limit; nothing where the summary does not say. */
  readonly use: (summary: OrgSummary) => number | undefined
}

type CountField = {
  readonly [K in SummaryField]: NonNullable<OrgSummary[K]> extends number ? K : never
}[SummaryField]

const counted = (limit: Limit, summaryField: CountField): LimitInUse => ({
  limit,
  summaryField,
  use: (summary) => summary[summaryField]
})

/** All payloads, of whatever type and source. Losant may answer other fields beside them, which are not counted. */
export const countPayloads = (stats: PayloadStats): number =>
  Object.values<unknown>({ ...stats })
    .flatMap((bySource) => (Predicate.isObject(bySource) ? Object.values<unknown>(bySource) : []))
    .filter(Predicate.isNumber)
    .reduce((sum, count) => sum + count, 0)

/**
 * The limits that something counts towards, in Losant's order. The others bound a single run or an interval, or count
 * what no summary tells.
 */
export const limitsInUse: ReadonlyArray<LimitInUse> = [
  counted("apitoken", "apiTokenCount"),
  counted("application", "appCount"),
  counted("applicationcertificate", "certificateCount"),
  counted("applicationcertificateauthority", "certificateAuthorityCount"),
  counted("applicationkey", "keyCount"),
  counted("credential", "credentialCount"),
  counted("dashboard", "dashCount"),
  counted("datatable", "dataTableCount"),
  counted("device", "deviceCount"),
  counted("devicerecipe", "deviceRecipeCount"),
  counted("experiencedomain", "experienceDomainCount"),
  counted("experienceendpoint", "experienceEndpointCount"),
  counted("experiencegroup", "experienceGroupCount"),
  counted("experienceslug", "experienceSlugCount"),
  counted("experienceuser", "experienceUserCount"),
  counted("experienceversion", "experienceVersionCount"),
  counted("experienceview", "experienceViewCount"),
  counted("file", "fileCount"),
  counted("flow", "flowCount"),
  counted("integration", "integrationCount"),
  counted("notebook", "notebookCount"),
  counted("privatefile", "privateFileCount"),
  counted("resourcejob", "resourceJobCount"),
  counted("webhook", "webhookCount"),
  counted("member", "memberCount"),
  {
    limit: "payload",
    summaryField: "payloadCount",
    use: ({ payloadCount }) => (payloadCount === undefined ? undefined : countPayloads(payloadCount))
  },
  { limit: "storage", summaryField: "storageStats", use: ({ storageStats }) => storageStats?.size },
  {
    limit: "notebookMinutesPerMonth",
    summaryField: "notebookStats",
    use: ({ notebookStats }) => notebookStats?.minutesThisPeriod
  }
]

const byName: ReadonlyMap<string, LimitInUse> = new Map(limitsInUse.map((one) => [one.limit, one]))

/** What `summaryInclude` has to name to learn the use of the limits; of those without a use nothing. */
export const summaryFieldsOf = (limits: ReadonlyArray<string>): ReadonlyArray<SummaryField> =>
  limits.flatMap((limit) => byName.get(limit)?.summaryField ?? [])

/** How much of a limit is used; nothing where nothing counts towards it, or the summary does not say. */
export const getUse = (limit: string, summary: OrgSummary): number | undefined => byName.get(limit)?.use(summary)
