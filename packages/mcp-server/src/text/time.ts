/** Times: conversions between milliseconds and ISO 8601, the form in which Losant writes them, and a clock. */
import * as Clock from "effect/Clock"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"

/** A time from an answer of Losant, in milliseconds; none if the value is not a time. */
export const parseMillis = (value: unknown): Option.Option<number> =>
  Predicate.isString(value) ? Option.map(DateTime.make(value), DateTime.toEpochMillis) : Option.none()

/** Milliseconds as an ISO 8601 text; an empty text if the number is out of range. */
export const toIso = (millis: number): string =>
  Option.match(DateTime.make(millis), { onNone: () => "", onSome: DateTime.formatIso })

/**
 * Milliseconds since some moment of the past. They measure how long something must not happen again: a wall clock could
 * be set forward meanwhile.
 */
export const monotonicMillis: Effect.Effect<number> = Effect.map(Clock.monotonicTimeNanos, (nanos) =>
  Number(nanos / 1_000_000n)
)
