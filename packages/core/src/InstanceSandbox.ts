/**
 * One sandbox of an instance.
 *
 * @module
 * @since 0.2.0
 */
import * as Action from "./Action.ts"
import { LosantNotFound } from "./LosantError.ts"
import { InstanceId, SandboxId } from "./schemas/Ids.ts"
import { InstanceSandbox } from "./schemas/instance/Sandbox.ts"
import { summaryChosen } from "./schemas/params/Params.ts"
import { brokenDown, ranged, rangedInBytes } from "./schemas/params/TimeParams.ts"
import { Success } from "./schemas/Success.ts"
import { DeviceCounts, NotebookMinuteCounts, PayloadCountsBreakdown, PayloadStats } from "./schemas/Usage.ts"

const path = "/instances/:instanceId/sandboxes/:instanceSandboxId"
const params = { instanceId: InstanceId, instanceSandboxId: SandboxId }

/**
 * Retrieves information on a sandbox (Losant's `instanceSandbox.get`).
 *
 * @example
 * ```ts
 * import { InstanceSandbox, type InstanceId, type SandboxId } from "@effect-losant/core"
 *
 * const account = (instanceId: InstanceId, instanceSandboxId: SandboxId) =>
 *   InstanceSandbox.get({ instanceId, instanceSandboxId, summaryInclude: ["orgCount"] })
 * ```
 *
 * @since 0.2.0
 */
export const get = Action.make("instanceSandbox.get", {
  method: "GET",
  path,
  params,
  query: summaryChosen,
  success: InstanceSandbox,
  errors: [LosantNotFound],
  scopes: "read"
})

/**
 * Marks a sandbox for deletion (Losant's `instanceSandbox.delete`). For a time, `undelete` brings it back.
 *
 * @example
 * ```ts
 * import { InstanceSandbox, type InstanceId, type SandboxId } from "@effect-losant/core"
 *
 * const remove = (instanceId: InstanceId, instanceSandboxId: SandboxId) =>
 *   InstanceSandbox.delete({ instanceId, instanceSandboxId })
 * ```
 *
 * @since 0.2.0
 */
const del = Action.make("instanceSandbox.delete", {
  method: "DELETE",
  path,
  params,
  success: Success,
  errors: [LosantNotFound],
  scopes: "write"
})

export { del as delete }

/**
 * Returns device counts by day for a time range (Losant's `instanceSandbox.deviceCounts`), over the sandbox.
 *
 * @example
 * ```ts
 * import { InstanceSandbox, type InstanceId, type SandboxId } from "@effect-losant/core"
 *
 * const devicesByDay = (instanceId: InstanceId, instanceSandboxId: SandboxId, start: Date, end: Date) =>
 *   InstanceSandbox.deviceCounts({ instanceId, instanceSandboxId, start, end })
 * ```
 *
 * @since 0.2.0
 */
export const deviceCounts = Action.make("instanceSandbox.deviceCounts", {
  method: "GET",
  path: "/instances/:instanceId/sandboxes/:instanceSandboxId/deviceCounts",
  params,
  query: ranged,
  success: DeviceCounts,
  errors: [LosantNotFound],
  scopes: "read"
})

/**
 * Returns notebook execution usage by day for a time range (Losant's
 * `instanceSandbox.notebookMinuteCounts`), over the sandbox.
 *
 * @example
 * ```ts
 * import { InstanceSandbox, type InstanceId, type SandboxId } from "@effect-losant/core"
 *
 * const minutesByDay = (instanceId: InstanceId, instanceSandboxId: SandboxId, start: Date, end: Date) =>
 *   InstanceSandbox.notebookMinuteCounts({ instanceId, instanceSandboxId, start, end })
 * ```
 *
 * @since 0.2.0
 */
export const notebookMinuteCounts = Action.make("instanceSandbox.notebookMinuteCounts", {
  method: "GET",
  path: "/instances/:instanceId/sandboxes/:instanceSandboxId/notebookMinuteCounts",
  params,
  query: ranged,
  success: NotebookMinuteCounts,
  errors: [LosantNotFound],
  scopes: "read"
})

/**
 * Returns payload counts by type and source for a time range (Losant's `instanceSandbox.payloadCounts`):
 * numbers, or with `asBytes` bytes, over the sandbox.
 *
 * @example
 * ```ts
 * import { InstanceSandbox, type InstanceId, type SandboxId } from "@effect-losant/core"
 *
 * const bytesByType = (instanceId: InstanceId, instanceSandboxId: SandboxId, start: Date, end: Date) =>
 *   InstanceSandbox.payloadCounts({ instanceId, instanceSandboxId, start, end, asBytes: true })
 * ```
 *
 * @since 0.2.0
 */
export const payloadCounts = Action.make("instanceSandbox.payloadCounts", {
  method: "GET",
  path: "/instances/:instanceId/sandboxes/:instanceSandboxId/payloadCounts",
  params,
  query: rangedInBytes,
  success: PayloadStats,
  errors: [LosantNotFound],
  scopes: "read"
})

/**
 * Returns payload counts by day or hour for a time range (Losant's
 * `instanceSandbox.payloadCountsBreakdown`): numbers, or with `asBytes` bytes, over the sandbox. `resolution` is in
 * milliseconds.
 *
 * @example
 * ```ts
 * import { InstanceSandbox, type InstanceId, type SandboxId } from "@effect-losant/core"
 *
 * const byHour = (instanceId: InstanceId, instanceSandboxId: SandboxId, start: Date, end: Date) =>
 *   InstanceSandbox.payloadCountsBreakdown({ instanceId, instanceSandboxId, start, end, resolution: 3_600_000 })
 * ```
 *
 * @since 0.2.0
 */
export const payloadCountsBreakdown = Action.make("instanceSandbox.payloadCountsBreakdown", {
  method: "GET",
  path: "/instances/:instanceId/sandboxes/:instanceSandboxId/payloadCountsBreakdown",
  params,
  query: brokenDown,
  success: PayloadCountsBreakdown,
  errors: [LosantNotFound],
  scopes: "read"
})

/**
 * Brings back a sandbox that is marked for deletion (Losant's `instanceSandbox.undelete`).
 *
 * @example
 * ```ts
 * import { InstanceSandbox, type InstanceId, type SandboxId } from "@effect-losant/core"
 *
 * const bringBack = (instanceId: InstanceId, instanceSandboxId: SandboxId) =>
 *   InstanceSandbox.undelete({ instanceId, instanceSandboxId })
 * ```
 *
 * @since 0.2.0
 */
export const undelete = Action.make("instanceSandbox.undelete", {
  method: "PATCH",
  path: "/instances/:instanceId/sandboxes/:instanceSandboxId/undelete",
  params,
  query: summaryChosen,
  success: InstanceSandbox,
  errors: [LosantNotFound],
  scopes: "write"
})
