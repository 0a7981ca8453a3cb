/**
 * One organization of an instance.
 *
 * @module
 * @since 0.1.0
 */

import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Action from "./Action.ts"
import type { Losant } from "./Losant.ts"
import { type LosantError, LosantNotFound } from "./LosantError.ts"
import type { LosantNotModified } from "./LosantNotModified.ts"
import type { CallOptions } from "./LosantOptions.ts"
import { type Modification, prepare } from "./Modification.ts"
import { InstanceId, OrgId } from "./schemas/Ids.ts"
import { InstanceOrg, InstanceOrgPatch } from "./schemas/Org.ts"
import { summarized } from "./schemas/params/Params.ts"
import { brokenDown, ranged, rangedInBytes } from "./schemas/params/TimeParams.ts"
import { Success } from "./schemas/Success.ts"
import { DeviceCounts, NotebookMinuteCounts, PayloadCountsBreakdown, PayloadStats } from "./schemas/Usage.ts"

const path = "/instances/:instanceId/orgs/:orgId"
const params = { instanceId: InstanceId, orgId: OrgId }

/**
 * Retrieves information on an organization (Losant's `instanceOrg.get`).
 *
 * @example
 * ```ts
 * import { InstanceOrg, type InstanceId, type OrgId } from "@effect-losant/core"
 * import * as Effect from "effect/Effect"
 *
 * // How many devices the organization has, and how many it may have.
 * const devices = (instanceId: InstanceId, orgId: OrgId) =>
 *   InstanceOrg.get({ instanceId, orgId, summaryInclude: ["deviceCount"] }).pipe(
 *     Effect.map(({ limits, summary }) => [summary?.deviceCount, limits?.device] as const),
 *     Effect.catchTag("LosantNotFound", () => Effect.succeed([0, 0] as const))
 *   )
 * ```
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
 * `tags` and `whitelistedEmailDomains` are replaced whole, and `limits` and `banner` may be: {@link modify} sends along
 * what is to stay.
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
 * Changes parts of an organization, and keeps the rest: it reads the organization, merges the changes with it, and
 * patches what differs. If nothing differs, it sends nothing. It gives the organization as Losant answered it last.
 *
 * Losant has no conditional writes, so a change that somebody else makes between the read and the patch goes unnoticed.
 * `ifLastUpdated` makes this time short, however long ago the caller read the organization.
 *
 * @example
 * ```ts
 * import { InstanceOrg, type InstanceId, type OrgId } from "@effect-losant/core"
 *
 * // All other limits and tags stay.
 * const raise = (instanceId: InstanceId, orgId: OrgId) =>
 *   InstanceOrg.modify({
 *     instanceId,
 *     orgId,
 *     changes: { limits: { device: 200 }, tags: { add: [{ key: "tier", value: "gold" }] } }
 *   })
 * ```
 *
 * @since 0.2.0
 */
export const modify = (
  modification: Modification,
  options?: CallOptions
): Effect.Effect<InstanceOrg, LosantError | LosantNotModified, Losant> =>
  Effect.gen(function* () {
    const { instanceId, orgId } = modification
    const org = yield* get({ instanceId, orgId, summaryInclude: ["memberCount"] }, options)
    const update = prepare(patch, org, modification, yield* Clock.currentTimeMillis)
    const { patch: organization } = yield* Effect.fromResult(update)
    return Object.keys(organization).length === 0 ? org : yield* patch({ instanceId, orgId, organization }, options)
  })

/**
 * Deletes an organization (Losant's `instanceOrg.delete`): at once and for good, with its applications, devices and
 * data. To take an organization out of use reversibly, patch `disabledAt` or `isReadOnly`.
 *
 * @example
 * ```ts
 * import { InstanceOrg, type InstanceId, type OrgId } from "@effect-losant/core"
 * import * as Effect from "effect/Effect"
 *
 * // Whether it is gone is not known after an error whose outcome is "unknown": look before trying again.
 * const remove = (instanceId: InstanceId, orgId: OrgId) =>
 *   InstanceOrg.delete({ instanceId, orgId }).pipe(
 *     Effect.tapError(({ outcome, message }) => Effect.logWarning(message, { outcome }))
 *   )
 * ```
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
 * @example
 * ```ts
 * import { InstanceOrg, type InstanceId, type OrgId } from "@effect-losant/core"
 * import * as DateTime from "effect/DateTime"
 * import * as Effect from "effect/Effect"
 *
 * const lastWeek = (instanceId: InstanceId, orgId: OrgId) =>
 *   Effect.gen(function* () {
 *     const end = yield* DateTime.now
 *     const { counts } = yield* InstanceOrg.deviceCounts({
 *       instanceId,
 *       orgId,
 *       start: DateTime.subtract(end, { days: 7 }),
 *       end
 *     })
 *     return counts.map(({ date, total }) => [date, total] as const)
 *   })
 * ```
 *
 * @since 0.1.0
 */
export const deviceCounts = Action.make("instanceOrg.deviceCounts", {
  method: "GET",
  path: "/instances/:instanceId/orgs/:orgId/deviceCounts",
  params,
  query: ranged,
  success: DeviceCounts,
  errors: [LosantNotFound],
  scopes: "read"
})

/**
 * Returns notebook execution usage by day for a time range (Losant's `instanceOrg.notebookMinuteCounts`).
 *
 * @example
 * ```ts
 * import { InstanceOrg, type InstanceId, type OrgId } from "@effect-losant/core"
 * import * as Effect from "effect/Effect"
 *
 * // Times are DateTimes, Dates, or milliseconds since the epoch.
 * const minutesIn = (instanceId: InstanceId, orgId: OrgId, start: Date, end: Date) =>
 *   InstanceOrg.notebookMinuteCounts({ instanceId, orgId, start, end }).pipe(
 *     Effect.map(({ counts }) => counts.reduce((sum, { minutes = 0 }) => sum + minutes, 0))
 *   )
 * ```
 *
 * @since 0.1.0
 */
export const notebookMinuteCounts = Action.make("instanceOrg.notebookMinuteCounts", {
  method: "GET",
  path: "/instances/:instanceId/orgs/:orgId/notebookMinuteCounts",
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
 * @example
 * ```ts
 * import { InstanceOrg, type InstanceId, type OrgId } from "@effect-losant/core"
 * import * as Effect from "effect/Effect"
 *
 * // How many bytes devices reported over MQTT.
 * const bytesOverMqtt = (instanceId: InstanceId, orgId: OrgId, start: Date, end: Date) =>
 *   InstanceOrg.payloadCounts({ instanceId, orgId, start, end, asBytes: true }).pipe(
 *     Effect.map(({ deviceState }) => deviceState?.["device.mqtt"] ?? 0)
 *   )
 * ```
 *
 * @since 0.1.0
 */
export const payloadCounts = Action.make("instanceOrg.payloadCounts", {
  method: "GET",
  path: "/instances/:instanceId/orgs/:orgId/payloadCounts",
  params,
  query: rangedInBytes,
  success: PayloadStats,
  errors: [LosantNotFound],
  scopes: "read"
})

/**
 * Returns payload counts by day or hour for a time range (Losant's `instanceOrg.payloadCountsBreakdown`): numbers, or
 * with `asBytes` bytes, over all applications of the organization. `resolution` is in milliseconds.
 *
 * @example
 * ```ts
 * import { InstanceOrg, type InstanceId, type OrgId } from "@effect-losant/core"
 * import * as Effect from "effect/Effect"
 *
 * const byHour = (instanceId: InstanceId, orgId: OrgId, start: Date, end: Date) =>
 *   InstanceOrg.payloadCountsBreakdown({ instanceId, orgId, start, end, resolution: 3_600_000 }).pipe(
 *     Effect.map(({ counts }) => counts.map(({ date, value = 0 }) => [date, value] as const))
 *   )
 * ```
 *
 * @since 0.1.0
 */
export const payloadCountsBreakdown = Action.make("instanceOrg.payloadCountsBreakdown", {
  method: "GET",
  path: "/instances/:instanceId/orgs/:orgId/payloadCountsBreakdown",
  params,
  query: brokenDown,
  success: PayloadCountsBreakdown,
  errors: [LosantNotFound],
  scopes: "read"
})
