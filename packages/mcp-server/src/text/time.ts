/** Conversions between milliseconds and ISO 8601, the form in which Losant writes times. */
import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"

/** A time from an answer of Losant, in milliseconds; none if the value is not a time. */
export const parseMillis = (value: unknown): Option.Option<number> =>
  Predicate.isString(value) ? Option.map(DateTime.make(value), DateTime.toEpochMillis) : Option.none()

/** Milliseconds as an ISO 8601 text; an empty text if the number is out of range. */
export const toIso = (millis: number): string =>
  Option.match(DateTime.make(millis), { onNone: () => "", onSome: DateTime.formatIso })
