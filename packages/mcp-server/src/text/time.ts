/** Times as Losant writes them, and as ISO 8601. */
import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"

/** A time that Losant answers, in milliseconds. */
export const millis = (value: unknown): Option.Option<number> =>
  Predicate.isString(value) ? Option.map(DateTime.make(value), DateTime.toEpochMillis) : Option.none()

/** A time as ISO 8601, or nothing where it is no time at all. */
export const iso = (time: number): string =>
  Option.match(DateTime.make(time), { onNone: () => "", onSome: DateTime.formatIso })
