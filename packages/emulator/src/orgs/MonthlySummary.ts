/**
 * The usage of organizations and applications in a calendar month, as Losant bills it.
 *
 * @since 0.2.0
 */
import type { Schemas } from "@effect-losant/core"
import { LosantId } from "@effect-losant/core/schemas/Ids"
import type { OrgRecord } from "../state/State.ts"
import { breakDownPayloads, countDevices, countNotebookRuns, type Range, sumPayloads } from "../usage/Usage.ts"
import { hashText, toHex } from "../util/Hash.ts"
import { day, formatIso, parseMillis } from "../util/Time.ts"

/** A row of the summaries of a month. @since 0.2.0 */
export type MonthlySummary = Schemas.HistoricalSummaries["items"][number]

const megabyte = 1_048_576
const toMegabytes = (bytes: number): number => Math.round((bytes / megabyte) * 1e6) / 1e6

const sumOf = (numbers: ReadonlyArray<number>): number => numbers.reduce((sum, each) => sum + each, 0)

/** The counts of resources, by the names that the emulator's organizations have for them. */
const resourceCounts: { readonly [K in keyof MonthlySummary]?: string } = {
  apiTokenCount: "apiTokenCount",
  applicationKeyCount: "keyCount",
  credentialCount: "credentialCount",
  dashboardCount: "dashCount",
  dataTableCount: "dataTableCount",
  dataTableRowCount: "dataTableRowCount",
  deviceRecipeCount: "deviceRecipeCount",
  eventCount: "eventCount",
  experienceEndpointCount: "experienceEndpointCount",
  experienceUserCount: "experienceUserCount",
  experienceViewCount: "experienceViewCount",
  fileCount: "fileCount",
  integrationCount: "integrationCount",
  notebookCount: "notebookCount",
  webhookCount: "webhookCount",
  workflowCount: "flowCount"
}

const statsInMegabytes = (stats: Schemas.PayloadStats): Schemas.PayloadStats =>
  Object.fromEntries(
    Object.entries({ ...stats }).map(([type, sources]) => [
      type,
      Object.fromEntries(Object.entries(sources).map(([source, bytes]) => [source, toMegabytes(bytes)]))
    ])
  )

const payloadsOf = (org: OrgRecord, month: Range, now: number) => {
  const count = (asBytes: boolean, includeNonBillable: boolean) =>
    sumOf(breakDownPayloads(org, month, now, day, { asBytes, includeNonBillable }).map(({ value = 0 }) => value))
  const [billable, all] = [count(false, false), count(false, true)]
  const [billableBytes, allBytes] = [count(true, false), count(true, true)]
  return {
    payloadBillableCount: billable,
    payloadNonbillableCount: all - billable,
    payloadBillableSizeMb: toMegabytes(billableBytes),
    payloadNonbillableSizeMb: toMegabytes(allBytes - billableBytes),
    payloadCountDetails: sumPayloads(org, month, now, false),
    payloadSizeDetails: statsInMegabytes(sumPayloads(org, month, now, true))
  }
}

const usageOf = (org: OrgRecord, month: Range, now: number) => {
  const days = countDevices(org, month, now)
  const runs = countNotebookRuns(org, month, now)
  return {
    deviceCount: days.at(-1)?.total ?? 0,
    // The average over all days of the month, of which those without devices are some.
    deviceCountProrated: (sumOf(days.map(({ total = 0 }) => total)) * day) / (month.end - month.start),
    notebookMinutesCount: sumOf(runs.map(({ minutes = 0 }) => minutes)),
    notebookRunCount: sumOf(
      runs.map(({ completed = 0, canceled = 0, errored = 0, timeout = 0 }) => completed + canceled + errored + timeout)
    ),
    ...payloadsOf(org, month, now)
  }
}

const resourcesOf = ({ resources }: OrgRecord): Partial<MonthlySummary> => ({
  ...Object.fromEntries(Object.entries(resourceCounts).map(([name, own]) => [name, resources[own] ?? 0])),
  dataTableTotalSizeMb: toMegabytes(resources["storageBytes"] ?? 0)
})

/** The id of the one application that stands for all of an organization. */
const applicationIdOf = ({ id }: OrgRecord) =>
  LosantId.make(`${id.slice(0, 8)}${toHex(hashText(id), 8)}${id.slice(16)}`)

/**
 * The rows of a month: one for each organization that existed in it, and one for its applications. The emulator keeps no
 * applications, so all that an organization uses is that of a single one.
 *
 * @since 0.2.0
 */
export const summarizeMonth = (
  orgs: ReadonlyArray<OrgRecord>,
  month: Range,
  now: number
): ReadonlyArray<MonthlySummary> =>
  orgs.flatMap((org) => {
    const created = parseMillis(org.creationDate)
    const end = Math.min(month.end, now)
    if (month.start > now || created >= end) return []
    const resourceProration = (end - Math.max(created, month.start)) / (month.end - month.start)
    const { appCount = 0 } = org.resources
    const shared = {
      resourceProration,
      currentPeriodStart: formatIso(month.start),
      currentPeriodEnd: formatIso(month.end - 1),
      ...resourcesOf(org),
      dashboardCountProrated: (org.resources["dashCount"] ?? 0) * resourceProration,
      ...usageOf(org, month, now)
    }
    const ofOrg: MonthlySummary = {
      resourceType: "organization",
      resourceId: org.id,
      resourceName: org.name,
      limits: org.limits,
      applicationCount: appCount,
      applicationCountProrated: appCount * resourceProration,
      userCount: org.members.length,
      userCountProrated: org.members.length * resourceProration,
      ...shared
    }
    const ofApplication: MonthlySummary = {
      resourceType: "application",
      resourceId: applicationIdOf(org),
      resourceName: `${org.name} application`,
      ownerType: "organization",
      ownerId: org.id,
      ownerName: org.name,
      ...shared
    }
    return appCount === 0 ? [ofOrg] : [ofOrg, ofApplication]
  })
