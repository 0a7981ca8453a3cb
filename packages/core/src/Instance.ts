/**
 * One instance.
 *
 * @module
 * @since 0.2.0
 */
import * as Schema from "effect/Schema"
import * as Action from "./Action.ts"
import { LosantNotFound } from "./LosantError.ts"
import { InstanceId } from "./schemas/Ids.ts"
import { Instance } from "./schemas/Instance.ts"
import { HistoricalSummaries } from "./schemas/instance/HistoricalSummary.ts"
import { JobEnqueuedResult } from "./schemas/instance/Job.ts"
import { InstancePatch, InstanceReportOptionsPost } from "./schemas/instance/Report.ts"
import { filtered, paged, sorted } from "./schemas/params/ListParams.ts"
import { brokenDown, Instant, ranged, rangedInBytes } from "./schemas/params/TimeParams.ts"
import { DeviceCounts, NotebookMinuteCounts, PayloadCountsBreakdown, PayloadStats } from "./schemas/Usage.ts"

const path = "/instances/:instanceId"
const params = { instanceId: InstanceId }

/**
 * Retrieves information on an instance (Losant's `instance.get`): what it may hold, the limits of new organizations, its
 * reports, and who has to sign in with a second factor.
 *
 * @example
 * ```ts
 * import { Instance, type InstanceId } from "@effect-losant/core"
 * import * as Effect from "effect/Effect"
 *
 * const mayHold = (instanceId: InstanceId) =>
 *   Effect.map(Instance.get({ instanceId }), ({ limits }) => limits?.organization)
 * ```
 *
 * @since 0.2.0
 */
export const get = Action.make("instance.get", {
  method: "GET",
  path,
  params,
  success: Instance,
  errors: [LosantNotFound],
  scopes: "read"
})

/**
 * Updates an instance (Losant's `instance.patch`). Fields that are absent stay as they are.
 *
 * @example
 * ```ts
 * import { Instance, type InstanceId } from "@effect-losant/core"
 *
 * const requireSecondFactor = (instanceId: InstanceId) =>
 *   Instance.patch({ instanceId, instance: { mfaMode: "required" } })
 * ```
 *
 * @since 0.2.0
 */
export const patch = Action.make("instance.patch", {
  method: "PATCH",
  path,
  params,
  body: { instance: InstancePatch },
  success: Instance,
  errors: [LosantNotFound],
  scopes: "write"
})

/**
 * Returns device counts by day for a time range (Losant's `instance.deviceCounts`), over all organizations of the instance.
 *
 * @example
 * ```ts
 * import { Instance, type InstanceId } from "@effect-losant/core"
 *
 * const devicesByDay = (instanceId: InstanceId, start: Date, end: Date) =>
 *   Instance.deviceCounts({ instanceId, start, end })
 * ```
 *
 * @since 0.2.0
 */
export const deviceCounts = Action.make("instance.deviceCounts", {
  method: "GET",
  path: "/instances/:instanceId/deviceCounts",
  params,
  query: ranged,
  success: DeviceCounts,
  errors: [LosantNotFound],
  scopes: "read"
})

/**
 * Returns notebook execution usage by day for a time range (Losant's
 * `instance.notebookMinuteCounts`), over all organizations of the instance.
 *
 * @example
 * ```ts
 * import { Instance, type InstanceId } from "@effect-losant/core"
 *
 * const minutesByDay = (instanceId: InstanceId, start: Date, end: Date) =>
 *   Instance.notebookMinuteCounts({ instanceId, start, end })
 * ```
 *
 * @since 0.2.0
 */
export const notebookMinuteCounts = Action.make("instance.notebookMinuteCounts", {
  method: "GET",
  path: "/instances/:instanceId/notebookMinuteCounts",
  params,
  query: ranged,
  success: NotebookMinuteCounts,
  errors: [LosantNotFound],
  scopes: "read"
})

/**
 * Returns payload counts by type and source for a time range (Losant's `instance.payloadCounts`):
 * numbers, or with `asBytes` bytes, over all organizations of the instance.
 *
 * @example
 * ```ts
 * import { Instance, type InstanceId } from "@effect-losant/core"
 *
 * const bytesByType = (instanceId: InstanceId, start: Date, end: Date) =>
 *   Instance.payloadCounts({ instanceId, start, end, asBytes: true })
 * ```
 *
 * @since 0.2.0
 */
export const payloadCounts = Action.make("instance.payloadCounts", {
  method: "GET",
  path: "/instances/:instanceId/payloadCounts",
  params,
  query: rangedInBytes,
  success: PayloadStats,
  errors: [LosantNotFound],
  scopes: "read"
})

/**
 * Returns payload counts by day or hour for a time range (Losant's
 * `instance.payloadCountsBreakdown`): numbers, or with `asBytes` bytes, over all organizations of the instance. `resolution` is in
 * milliseconds.
 *
 * @example
 * ```ts
 * import { Instance, type InstanceId } from "@effect-losant/core"
 *
 * const byHour = (instanceId: InstanceId, start: Date, end: Date) =>
 *   Instance.payloadCountsBreakdown({ instanceId, start, end, resolution: 3_600_000 })
 * ```
 *
 * @since 0.2.0
 */
export const payloadCountsBreakdown = Action.make("instance.payloadCountsBreakdown", {
  method: "GET",
  path: "/instances/:instanceId/payloadCountsBreakdown",
  params,
  query: brokenDown,
  success: PayloadCountsBreakdown,
  errors: [LosantNotFound],
  scopes: "read"
})

/**
 * Returns what each organization and application used in a month, a page at a time (Losant's
 * `instance.historicalSummaries`). `month` is any time within the month; without it, it is the present one.
 *
 * @example
 * ```ts
 * import { Instance, type InstanceId, Pagination } from "@effect-losant/core"
 * import * as Stream from "effect/Stream"
 *
 * // The billable payloads of each organization in a month.
 * const billable = (instanceId: InstanceId, month: Date) =>
 *   Pagination.items(Instance.historicalSummaries, {
 *     instanceId,
 *     month,
 *     filterField: "resourceType",
 *     filter: "organization"
 *   }).pipe(Stream.map(({ resourceName, payloadBillableCount = 0 }) => [resourceName, payloadBillableCount] as const))
 * ```
 *
 * @since 0.2.0
 */
export const historicalSummaries = Action.make("instance.historicalSummaries", {
  method: "GET",
  path: "/instances/:instanceId/historicalSummaries",
  params,
  query: {
    month: Schema.optionalKey(Instant),
    ...sorted(["resourceId", "currentPeriodStart"], { field: "currentPeriodStart", direction: "asc" }),
    ...paged,
    ...filtered(["resourceType", "resourceId", "ownerId", "ownerType"])
  },
  success: HistoricalSummaries,
  errors: [LosantNotFound],
  paging: {
    by: "page",
    sortField: "resourceId",
    // A resource may come once for each of its owners.
    key: ["resourceId", "ownerId", "currentPeriodStart"]
  },
  scopes: "read"
})

/**
 * Has a CSV on the usage of an instance sent to an address or a URL (Losant's `instance.generateReport`). Losant makes one
 * at a time for an instance. A token that may only read is enough, though something is sent.
 *
 * @example
 * ```ts
 * import { Instance, type InstanceId } from "@effect-losant/core"
 *
 * const send = (instanceId: InstanceId, email: string) =>
 *   Instance.generateReport({ instanceId, options: { email, resourceGroupBy: "organization", dateGroupBy: "month" } })
 * ```
 *
 * @since 0.2.0
 */
export const generateReport = Action.make("instance.generateReport", {
  method: "POST",
  path: "/instances/:instanceId/generateReport",
  params,
  body: { options: Schema.optionalKey(InstanceReportOptionsPost) },
  success: JobEnqueuedResult,
  status: 202,
  errors: [LosantNotFound],
  scopes: "read"
})
