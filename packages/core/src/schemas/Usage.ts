/**
 * The usage of an organization. Days are those of UTC. The range may begin and end within one, so the first and the last
 * may be parts of a day.
 *
 * @module
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import { IsoDate } from "./Scalars.ts"

const series = <const Point extends Schema.Struct.Fields>(point: Point) =>
  Schema.Struct({
    start: Schema.optionalKey(IsoDate),
    end: Schema.optionalKey(IsoDate),
    counts: Schema.Array(Schema.Struct({ date: IsoDate, ...point }))
  })

/**
 * Devices by day: how many were created and deleted, and how many there were.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 *
 * const growth = ({ counts }: Schemas.DeviceCounts) =>
 *   counts.reduce((sum, { created = 0, deleted = 0 }) => sum + created - deleted, 0)
 * ```
 *
 * @since 0.1.0
 */
export class DeviceCounts extends Schema.Opaque<DeviceCounts>()(
  series({
    created: Schema.optionalKey(Schema.Int),
    deleted: Schema.optionalKey(Schema.Int),
    total: Schema.optionalKey(Schema.Int)
  })
) {}

/**
 * Notebook executions by day: minutes used, and how the runs ended.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 *
 * const failedRuns = ({ counts }: Schemas.NotebookMinuteCounts) =>
 *   counts.reduce((sum, { errored = 0, timeout = 0 }) => sum + errored + timeout, 0)
 * ```
 *
 * @since 0.1.0
 */
export class NotebookMinuteCounts extends Schema.Opaque<NotebookMinuteCounts>()(
  series({
    minutes: Schema.optionalKey(Schema.Int),
    completed: Schema.optionalKey(Schema.Int),
    canceled: Schema.optionalKey(Schema.Int),
    errored: Schema.optionalKey(Schema.Int),
    timeout: Schema.optionalKey(Schema.Int)
  })
) {}

/**
 * Payloads by day or hour: their number, or with `asBytes` their size in bytes.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 *
 * const busiest = ({ counts }: Schemas.PayloadCountsBreakdown) => Math.max(0, ...counts.map(({ value = 0 }) => value))
 * ```
 *
 * @since 0.1.0
 */
export class PayloadCountsBreakdown extends Schema.Opaque<PayloadCountsBreakdown>()(
  series({ value: Schema.optionalKey(Schema.Int) })
) {}

// From a source such as `device.mqtt` to a number of payloads or bytes.
const BySource = Schema.optionalKey(Schema.Record(Schema.String, Schema.Finite))

/**
 * Payloads by type and source: their number, or with `asBytes` their size in bytes.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 *
 * // How many payloads in which devices reported their state, over all sources.
 * const ofDevices = ({ deviceState = {} }: Schemas.PayloadStats) =>
 *   Object.values(deviceState).reduce((sum, count) => sum + count, 0)
 * ```
 *
 * @since 0.1.0
 */
export class PayloadStats extends Schema.Opaque<PayloadStats>()(
  Schema.Struct({
    appFile: BySource,
    dataTable: BySource,
    deviceCreate: BySource,
    deviceCommand: BySource,
    deviceConnect: BySource,
    deviceDisconnect: BySource,
    deviceState: BySource,
    endpoint: BySource,
    event: BySource,
    flowError: BySource,
    inboundEmail: BySource,
    integration: BySource,
    mqttIn: BySource,
    mqttOut: BySource,
    notebook: BySource,
    resourceJob: BySource,
    timer: BySource,
    virtualButton: BySource,
    webhook: BySource
  })
) {}
