/** The use of an organization's limits, as its summary counts it. */
import type { Schemas } from "@effect-losant/core"
import { clearedLimits, type Mergeable } from "@effect-losant/core/OrgParts"
import * as Predicate from "effect/Predicate"

type OrgSummary = Schemas.OrgSummary
type SummaryField = Schemas.SummaryField
type Limit = keyof Schemas.OrgLimits

/**
 * A limit whose use is in the summary of an organization.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 * import type { LimitInUse } from "@effect-losant/fleet"
 *
 * const isReached = ({ limit, use }: LimitInUse, { limits = {}, summary = {} }: Schemas.InstanceOrg) =>
 *   (use(summary) ?? 0) >= (limits[limit] ?? Number.POSITIVE_INFINITY)
 * ```
 *
 * @since 0.2.0
 */
export interface LimitInUse {
  readonly limit: Limit
  /** The names that `summaryInclude` needs for the use. */
  readonly summaryFields: ReadonlyArray<SummaryField>
  /** The use in the unit of the limit; undefined if the summary lacks it. */
  readonly use: (summary: OrgSummary) => number | undefined
}

type CountField = {
  readonly [K in SummaryField]: NonNullable<OrgSummary[K]> extends number ? K : never
}[SummaryField]

const countLimit = (limit: Limit, summaryField: CountField): LimitInUse => ({
  limit,
  summaryFields: [summaryField],
  use: (summary) => summary[summaryField]
})

/**
 * Counts payloads of all types and sources. Other fields that Losant may answer do not count.
 *
 * @example
 * ```ts
 * import { countPayloads } from "@effect-losant/fleet"
 *
 * // 7
 * const count = countPayloads({ deviceState: { "device.mqtt": 4, "device.rest": 3 } })
 * ```
 *
 * @since 0.2.0
 */
export const countPayloads = (stats: Schemas.PayloadStats): number =>
  Object.values<unknown>({ ...stats })
    .flatMap((bySource) => (Predicate.isObject(bySource) ? Object.values<unknown>(bySource) : []))
    .filter(Predicate.isNumber)
    .reduce((sum, count) => sum + count, 0)

/**
 * The limits whose use is in the summary, in Losant's order. The other limits bound a single run or an interval, or
 * have no count in the summary.
 *
 * @example
 * ```ts
 * import { limitsInUse } from "@effect-losant/fleet"
 *
 * const names = limitsInUse.map(({ limit }) => limit)
 * ```
 *
 * @since 0.2.0
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
  {
    limit: "member",
    summaryFields: ["memberCount", "pendingInviteCount"],
    // An invitation takes the place of a member until it expires.
    use: ({ memberCount, pendingInviteCount }) =>
      memberCount === undefined || pendingInviteCount === undefined ? undefined : memberCount + pendingInviteCount
  },
  {
    limit: "payload",
    summaryFields: ["payloadCount"],
    use: ({ payloadCount }) => (payloadCount === undefined ? undefined : countPayloads(payloadCount))
  },
  { limit: "storage", summaryFields: ["storageStats"], use: ({ storageStats }) => storageStats?.size },
  {
    limit: "notebookMinutesPerMonth",
    summaryFields: ["notebookStats"],
    use: ({ notebookStats }) => notebookStats?.minutesThisPeriod
  }
]

/**
 * The treatment of use beyond a limit: Losant adds no more, or goes on at extra cost.
 *
 * @example
 * ```ts
 * import type { Enforcement } from "@effect-losant/fleet"
 *
 * const costsExtra = (enforcement: Enforcement) => enforcement === "charged"
 * ```
 *
 * @since 0.2.0
 */
export type Enforcement = "refused" | "charged"

// Losant documents it for these limits only: https://docs.losant.com/organizations/resource-limits
const enforcements: Readonly<Partial<Record<string, Enforcement>>> = {
  device: "refused",
  experienceuser: "refused",
  member: "refused",
  storage: "refused",
  payload: "charged"
} satisfies Partial<Record<Limit, Enforcement>>

/**
 * The treatment of use beyond this limit. Undefined if Losant does not document it.
 *
 * @example
 * ```ts
 * import { getEnforcement } from "@effect-losant/fleet"
 *
 * // "refused"
 * const treatment = getEnforcement("device")
 * ```
 *
 * @since 0.2.0
 */
export const getEnforcement = (limit: string): Enforcement | undefined =>
  Object.hasOwn(enforcements, limit) ? enforcements[limit] : undefined

const byName: ReadonlyMap<string, LimitInUse> = new Map(limitsInUse.map((one) => [one.limit, one]))

/**
 * The names that `summaryInclude` needs for the use of the limits. A limit without a count needs none.
 *
 * @example
 * ```ts
 * import { summaryFieldsOf } from "@effect-losant/fleet"
 *
 * // ["deviceCount"]
 * const summaryInclude = summaryFieldsOf(["device", "dataTTL"])
 * ```
 *
 * @since 0.2.0
 */
export const summaryFieldsOf = (limits: ReadonlyArray<string>): ReadonlyArray<SummaryField> =>
  limits.flatMap((limit) => byName.get(limit)?.summaryFields ?? [])

/**
 * The use of a limit. Undefined if no count belongs to it, or the summary lacks the count.
 *
 * @example
 * ```ts
 * import { getUse } from "@effect-losant/fleet"
 *
 * // 12
 * const devices = getUse("device", { deviceCount: 12 })
 * ```
 *
 * @since 0.2.0
 */
export const getUse = (limit: string, summary: OrgSummary): number | undefined => byName.get(limit)?.use(summary)

/**
 * The fields of the summary that the judgement of a change needs: the use of the limits that it sets or takes away. It is
 * never empty: for an empty list Losant would answer all fields.
 *
 * @example
 * ```ts
 * import { InstanceOrg, type InstanceId, type OrgId, type Schemas } from "@effect-losant/core"
 * import { summaryFor } from "@effect-losant/fleet"
 *
 * const read = (instanceId: InstanceId, orgId: OrgId, changes: Schemas.OrgChanges) =>
 *   InstanceOrg.get({ instanceId, orgId, summaryInclude: summaryFor(changes) })
 * ```
 *
 * @since 0.2.0
 */
export const summaryFor = ({
  limits = {},
  clear = []
}: Pick<Mergeable, "limits" | "clear">): ReadonlyArray<SummaryField> => {
  const fields = summaryFieldsOf([...Object.keys(limits), ...clearedLimits(clear)])
  return fields.length === 0 ? ["memberCount"] : fields
}
