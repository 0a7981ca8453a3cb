/**
 * The runs of a custom node's workflow, and their errors.
 *
 * @module
 * @since 0.2.0
 */
import * as Schema from "effect/Schema"
import { LosantId } from "../Ids.ts"
import { IsoDate, known, text } from "../Scalars.ts"

const about = {
  flowVersion: Schema.optionalKey(text(1, 255)),
  flowVersionId: Schema.optionalKey(LosantId),
  deviceId: Schema.optionalKey(LosantId)
}

const range = { start: Schema.optionalKey(IsoDate), end: Schema.optionalKey(IsoDate) }

/**
 * The errors of a custom node in a time range.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 *
 * const messagesOf = ({ errors }: Schemas.FlowErrors) => errors.map(({ error }) => error?.message)
 * ```
 *
 * @since 0.2.0
 */
export class FlowErrors extends Schema.Opaque<FlowErrors>()(
  Schema.Struct({
    ...about,
    ...range,
    limit: Schema.optionalKey(Schema.Finite),
    sortDirection: Schema.optionalKey(known(["asc", "desc", "ASC", "DESC", ""])),
    errors: Schema.Array(
      Schema.Struct({
        ...about,
        time: Schema.optionalKey(IsoDate),
        deviceName: Schema.optionalKey(text(1, 255)),
        nodeId: Schema.optionalKey(Schema.String),
        nodeLabel: Schema.optionalKey(Schema.String),
        error: Schema.optionalKey(
          Schema.Struct({ name: Schema.optionalKey(Schema.String), message: Schema.optionalKey(Schema.String) })
        )
      })
    )
  })
) {}

/**
 * The runs of a custom node in a time range, in steps of `resolution` milliseconds. `wallTime` is in milliseconds.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 *
 * const runsIn = ({ metrics }: Schemas.FlowStats) => metrics.reduce((sum, { runCount = 0 }) => sum + runCount, 0)
 * ```
 *
 * @since 0.2.0
 */
export class FlowStats extends Schema.Opaque<FlowStats>()(
  Schema.Struct({
    ...about,
    ...range,
    resolution: Schema.optionalKey(Schema.Finite),
    metrics: Schema.Array(
      Schema.Struct({
        time: Schema.optionalKey(IsoDate),
        pathsFailed: Schema.optionalKey(Schema.Finite),
        pathsCompleted: Schema.optionalKey(Schema.Finite),
        runCount: Schema.optionalKey(Schema.Finite),
        wallTime: Schema.optionalKey(Schema.Finite)
      })
    )
  })
) {}
