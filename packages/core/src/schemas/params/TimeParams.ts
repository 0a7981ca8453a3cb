/**
 * The parameters that are times and lengths of time.
 *
 * @module
 * @since 0.1.0
 */
import * as DateTime from "effect/DateTime"
import * as Schema from "effect/Schema"
import * as SchemaGetter from "effect/SchemaGetter"
import { Flag } from "./Params.ts"

/** A time: a DateTime, a Date, or milliseconds since the epoch. @since 0.1.0 */
export type Instant = DateTime.DateTime | Date | number

const isInstant = (value: unknown): value is Instant =>
  typeof value === "number"
    ? Number.isSafeInteger(value)
    : value instanceof Date
      ? !Number.isNaN(value.getTime())
      : DateTime.isDateTime(value)

/**
 * A time, on the wire milliseconds since the epoch.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 * import * as DateTime from "effect/DateTime"
 *
 * const sameTime: ReadonlyArray<Schemas.Instant> = [
 *   1_465_790_400_000,
 *   new Date("2016-06-13T04:00:00.000Z"),
 *   DateTime.makeUnsafe("2016-06-13T04:00:00.000Z")
 * ]
 * ```
 *
 * @since 0.1.0
 */
export const Instant = Schema.String.check(
  Schema.isPattern(/^-?\d{1,16}$/u, { expected: "milliseconds since the epoch" })
).pipe(
  Schema.decodeTo(
    Schema.declare<Instant>(isInstant, { expected: "a DateTime, a Date, or whole milliseconds since the epoch" }),
    {
      decode: SchemaGetter.transform((text): Instant => Number(text)),
      encode: SchemaGetter.transform((instant) =>
        String(
          typeof instant === "number"
            ? instant
            : instant instanceof Date
              ? instant.getTime()
              : DateTime.toEpochMillis(instant)
        )
      )
    }
  )
)

/**
 * A length of time, in milliseconds.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 *
 * const halfAnHour: typeof Schemas.Milliseconds.Type = 1_800_000
 * ```
 *
 * @since 0.2.0
 */
export const Milliseconds = Schema.String.pipe(
  Schema.decodeTo(Schema.Int.check(Schema.isGreaterThan(0)), {
    decode: SchemaGetter.Number(),
    encode: SchemaGetter.String<number>()
  })
)

/**
 * A day or an hour, in milliseconds.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 *
 * const hour: typeof Schemas.Resolution.Type = 3_600_000
 * const day: typeof Schemas.Resolution.Type = 86_400_000
 * ```
 *
 * @since 0.1.0
 */
export const Resolution = Schema.Literals(["86400000", "3600000"]).pipe(
  Schema.decodeTo(Schema.Literals([86_400_000, 3_600_000]), {
    decode: SchemaGetter.transform((text) => (text === "3600000" ? 3_600_000 : 86_400_000)),
    encode: SchemaGetter.transform((millis) => (millis === 3_600_000 ? "3600000" : "86400000"))
  }),
  Schema.annotate({ default: 86_400_000 })
)

/**
 * From when to when. Send both: Losant documents no default for `start`.
 *
 * @example
 * ```ts
 * import { InstanceOrg, type InstanceId, type OrgId } from "@effect-losant/core"
 *
 * const thisYear = (instanceId: InstanceId, orgId: OrgId, now: Date) =>
 *   InstanceOrg.deviceCounts({ instanceId, orgId, start: new Date("2026-01-01T00:00:00.000Z"), end: now })
 * ```
 *
 * @since 0.1.0
 */
export const ranged = { start: Schema.optionalKey(Instant), end: Schema.optionalKey(Instant) }

/**
 * From when to when, and whether to count bytes in place of payloads.
 *
 * @example
 * ```ts
 * import { InstanceOrg, type InstanceId, type OrgId } from "@effect-losant/core"
 *
 * const bytesSince = (instanceId: InstanceId, orgId: OrgId, start: Date, end: Date) =>
 *   InstanceOrg.payloadCounts({ instanceId, orgId, start, end, asBytes: true })
 * ```
 *
 * @since 0.1.0
 */
export const rangedInBytes = { ...ranged, asBytes: Schema.optionalKey(Flag.annotate({ default: false })) }

/**
 * The same by day or hour, and whether to count what is not billed too.
 *
 * @example
 * ```ts
 * import { InstanceOrg, type InstanceId, type OrgId } from "@effect-losant/core"
 *
 * // A value for each hour, which is given in milliseconds.
 * const byHour = (instanceId: InstanceId, orgId: OrgId, start: Date, end: Date) =>
 *   InstanceOrg.payloadCountsBreakdown({ instanceId, orgId, start, end, resolution: 3_600_000, includeNonBillable: true
 * })
 * ```
 *
 * @since 0.1.0
 */
export const brokenDown = {
  ...ranged,
  resolution: Schema.optionalKey(Resolution),
  asBytes: rangedInBytes.asBytes,
  includeNonBillable: Schema.optionalKey(Flag.annotate({ default: false }))
}
