/**
 * The parameters of the actions: what a program passes on the one side, the strings of Losant's URLs on the other.
 *
 * @since 0.1.0
 */
import * as DateTime from "effect/DateTime"
import * as Schema from "effect/Schema"
import * as SchemaGetter from "effect/SchemaGetter"
import { OrgQuery } from "./OrgQuery.ts"
import type { SummaryField } from "./OrgSummary.ts"
import type { Known } from "./Scalars.ts"

const number = { decode: SchemaGetter.Number(), encode: SchemaGetter.String<number>() }

/** A boolean, on the wire `true` or `false`. @since 0.1.0 */
export const Flag = Schema.Literals(["true", "false"]).pipe(
  Schema.decodeTo(Schema.Boolean, {
    decode: SchemaGetter.transform((text) => text === "true"),
    encode: SchemaGetter.transform((flag): "true" | "false" => (flag ? "true" : "false"))
  })
)

/** Which page, counted from 0. @since 0.1.0 */
export const Page = Schema.String.pipe(
  Schema.decodeTo(Schema.Int.check(Schema.isGreaterThanOrEqualTo(0)), number),
  Schema.annotate({ default: 0 })
)

/** How many items a page holds at most. Losant may cap it: read `perPage` from the answer. @since 0.1.0 */
export const PerPage = Schema.String.pipe(
  Schema.decodeTo(Schema.Int.check(Schema.isGreaterThanOrEqualTo(1)), number),
  Schema.annotate({ default: 100 })
)

/** A time: a DateTime, a Date, or milliseconds since the epoch. @since 0.1.0 */
export type Instant = DateTime.DateTime | Date | number

const isInstant = (value: unknown): value is Instant =>
  typeof value === "number"
    ? Number.isSafeInteger(value)
    : value instanceof Date
      ? !Number.isNaN(value.getTime())
      : DateTime.isDateTime(value)

/** A time, on the wire milliseconds since the epoch. @since 0.1.0 */
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

const fieldName = Schema.String.check(Schema.isPattern(/^[^,\s]+$/u, { expected: "the name of a summary field" }))

/** The summary fields to answer, such as `["payloadCount"]`; on the wire separated by commas. @since 0.1.0 */
export const SummaryInclude = Schema.String.pipe(
  // Sound: every string is a `Known<SummaryField>`, which is open at its end.
  Schema.decodeTo(Schema.Array(fieldName as unknown as Schema.Codec<Known<SummaryField>>), {
    decode: SchemaGetter.transform((text) => (text === "" ? [] : text.split(","))),
    encode: SchemaGetter.transform((names) => names.join(","))
  })
)

/** A day or an hour, in milliseconds. @since 0.1.0 */
export const Resolution = Schema.Literals(["86400000", "3600000"]).pipe(
  Schema.decodeTo(Schema.Literals([86_400_000, 3_600_000]), {
    decode: SchemaGetter.transform((text) => (text === "3600000" ? 3_600_000 : 86_400_000)),
    encode: SchemaGetter.transform((millis) => (millis === 3_600_000 ? "3600000" : "86400000"))
  }),
  Schema.annotate({ default: 86_400_000 })
)

/** The advanced query, on the wire JSON. @since 0.1.0 */
export const Query = Schema.fromJsonString(OrgQuery)

/** How to sort: the fields that a list can be sorted by, the first being Losant's default. @since 0.1.0 */
export const sorted = <const F extends readonly [string, ...ReadonlyArray<string>]>(
  by: F,
  options: { readonly field?: F[number]; readonly direction: "asc" | "desc" } = { direction: "asc" }
) => ({
  sortField: Schema.optionalKey(Schema.Literals(by).annotate({ default: options.field ?? by[0] })),
  sortDirection: Schema.optionalKey(Schema.Literals(["asc", "desc"]).annotate({ default: options.direction }))
})

/** What to list: `filter` on `filterField`, where `*` stands for any characters. @since 0.1.0 */
export const filtered = <const F extends ReadonlyArray<string>>(by: F) => ({
  filterField: Schema.optionalKey(Schema.Literals(by)),
  filter: Schema.optionalKey(Schema.String)
})

/** Which page of a list. @since 0.1.0 */
export const paged = { page: Schema.optionalKey(Page), perPage: Schema.optionalKey(PerPage) }

/** Which summary fields to answer. @since 0.1.0 */
export const summarized = { summaryInclude: Schema.optionalKey(SummaryInclude) }

/** From when to when. Send both: Losant documents no default for `start`. @since 0.1.0 */
export const ranged = { start: Schema.optionalKey(Instant), end: Schema.optionalKey(Instant) }

/** The parameters in the query of every action: whether answers carry HAL's extras. @since 0.1.0 */
export const halQuery = {
  _actions: Schema.optionalKey(Flag),
  _links: Schema.optionalKey(Flag),
  _embedded: Schema.optionalKey(Flag)
}

/** The one header of every action; rarely needed. @since 0.1.0 */
export const headers = {
  losantdomain: Schema.optionalKey(
    Schema.String.check(Schema.isPattern(/^[\x21-\x7e]+$/u, { expected: "a domain without spaces" }))
  )
}
