/** The use of an organization's limits, as its summary counts it. */
import type { OrgLimits } from "@effect-losant/core/schemas/Limits"
import type { OrgSummary, SummaryField } from "@effect-losant/core/schemas/OrgSummary"
import type { PayloadStats } from "@effect-losant/core/schemas/Usage"
import * as Predicate from "effect/Predicate"

type Limit = keyof OrgLimits

/** A limit whose use is in the summary. */
export interface LimitInUse {
  readonly limit: Limit
  /** The name that `summaryInclude` needs for the use. */
  readonly summaryField: SummaryField
  /** The use in the unit of the limit; undefined if the summary lacks it. */
  readonly use: (summary: OrgSummary) => number | undefined
}

type CountField = {
  readonly [K in SummaryField]: NonNullable<OrgSummary[K]> extends number ? K : never
}[SummaryField]

const countLimit = (limit: Limit, summaryField: CountField): LimitInUse => ({
  limit,
  summaryField,
  use: (summary) => summary[summaryField]
})

/** Counts payloads of all types and sources. Other fields that Losant may answer do not count. */
export const countPayloads = (stats: PayloadStats): number =>
  Object.values<unknown>({ ...stats })
    .flatMap((bySource) => (Predicate.isObject(bySource) ? Object.values<unknown>(bySource) : []))
    .filter(Predicate.isNumber)
    .reduce((sum, count) => sum + count, 0)

/**
 * The limits whose use is in the summary, in Losant's order. The other limits bound a single run or an interval, or
 * have no count in the summary.
 */
export const limitsInUse: ReadonlyArray<LimitInUse> = [
  countLimit("apitoken", "apiTokenCount"),
  countLimit("application", "appCount"),
  countLimit("applicationcertificate", "certificateCount"),
  countLimit("applicationcertificateauthority", "certificateAuthorityCount"),
  countLimit("applicationkey", "keyCount"),
  countLimit("credential", "credentialCount"),
  countLimit("dashboard", "dashCount"),
  countLimit("datatable", "dataTableCount"),
  countLimit("device", "deviceCount"),
  countLimit("devicerecipe", "deviceRecipeCount"),
  countLimit("experiencedomain", "experienceDomainCount"),
  countLimit("experienceendpoint", "experienceEndpointCount"),
  countLimit("experiencegroup", "experienceGroupCount"),
  countLimit("experienceslug", "experienceSlugCount"),
  countLimit("experienceuser", "experienceUserCount"),
  countLimit("experienceversion", "experienceVersionCount"),
  countLimit("experienceview", "experienceViewCount"),
  countLimit("file", "fileCount"),
  countLimit("flow", "flowCount"),
  countLimit("integration", "integrationCount"),
  countLimit("notebook", "notebookCount"),
  countLimit("privatefile", "privateFileCount"),
  countLimit("resourcejob", "resourceJobCount"),
  countLimit("webhook", "webhookCount"),
  countLimit("member", "memberCount"),
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

/** The treatment of use beyond a limit: Losant adds no more, or goes on at extra cost. */
export type Enforcement = "refused" | "charged"

// Losant documents it for these limits only: https://docs.losant.com/organizations/resource-limits
const enforcements: Readonly<Partial<Record<string, Enforcement>>> = {
  device: "refused",
  experienceuser: "refused",
  member: "refused",
  storage: "refused",
  payload: "charged"
} satisfies Partial<Record<Limit, Enforcement>>

/** The treatment of use beyond this limit; undefined if Losant does not document it. */
export const getEnforcement = (limit: string): Enforcement | undefined =>
  Object.hasOwn(enforcements, limit) ? enforcements[limit] : undefined

const byName: ReadonlyMap<string, LimitInUse> = new Map(limitsInUse.map((one) => [one.limit, one]))

/** The names that `summaryInclude` needs for the use of the limits. A limit without a count needs none. */
export const summaryFieldsOf = (limits: ReadonlyArray<string>): ReadonlyArray<SummaryField> =>
  limits.flatMap((limit) => byName.get(limit)?.summaryField ?? [])

/** The use of a limit; undefined if no count belongs to it, or the summary lacks the count. */
export const getUse = (limit: string, summary: OrgSummary): number | undefined => byName.get(limit)?.use(summary)
