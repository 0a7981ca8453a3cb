/** Parses times in the forms in which an assistant writes them. */
import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import type { Reader } from "../../model/ArgumentSpec.ts"

const isoDate = /^\d{4}-\d{2}-\d{2}/
// Four digits are an incomplete date, not a time in 1970.
const milliseconds = /^-?\d{5,16}$/

/**
 * The message for a day that does not exist, such as 2026-02-30. The parser would take it for a day of the next month.
 * Undefined if the day exists, or the value names no day.
 */
export const invalidDay = (value: unknown): string | undefined => {
  const [day] = (typeof value === "string" && isoDate.exec(value.trim())) || []
  if (day === undefined) return undefined
  const isReal = Option.exists(DateTime.make(`${day}T00:00:00Z`), (time) => DateTime.formatIso(time).startsWith(day))
  return isReal ? undefined : `the calendar has no ${day}`
}

// A number of seconds in this range is a time from 2001 to 5138. As milliseconds it would be in the first years after 1970.
const [minSeconds, minMilliseconds] = [1e9, 1e11]
// In milliseconds, this is the year 5138.
const minMicroseconds = 1e14

/**
 * The message for a number that is surely not in milliseconds: a program may count in seconds, or in microseconds.
 * Undefined for other numbers, and for a text that is not a number.
 */
const wrongUnit = (value: unknown): string | undefined => {
  const number = typeof value === "string" && milliseconds.test(value.trim()) ? Number(value) : value
  if (typeof number !== "number" || !Number.isSafeInteger(number)) return undefined
  const isSeconds = number >= minSeconds && number < minMilliseconds
  if (!isSeconds && number < minMicroseconds) return undefined
  const unit = isSeconds ? "seconds" : "microseconds"
  return `looks like ${unit}: expected milliseconds since 1970, or an ISO 8601 time such as 2026-01-31T00:00:00Z`
}

/** The message for a value that is nearly a time; undefined for other values. */
export const almostTime = (value: unknown): string | undefined => invalidDay(value) ?? wrongUnit(value)

/** Parses a time; none if the value is not a time. */
export const parseTime = (value: unknown): Option.Option<DateTime.DateTime> => {
  if (wrongUnit(value) !== undefined) return Option.none()
  if (typeof value === "number") return Number.isSafeInteger(value) ? DateTime.make(value) : Option.none()
  if (typeof value !== "string") return Option.none()
  const text = value.trim()
  if (milliseconds.test(text)) return DateTime.make(Number(text))
  return isoDate.test(text) && invalidDay(text) === undefined ? DateTime.make(text) : Option.none()
}

const readAs =
  (write: (time: DateTime.DateTime) => unknown): Reader =>
  (value) =>
    Option.match(parseTime(value), {
      onNone: () =>
        Result.fail(
          almostTime(value) ?? "expected an ISO 8601 time such as 2026-01-31T00:00:00Z, or milliseconds since 1970"
        ),
      onSome: (time) => Result.succeed(write(time))
    })

/** A time as milliseconds since 1970. */
export const readMilliseconds: Reader = readAs(DateTime.toEpochMillis)

/** A time as ISO 8601. */
export const readIso: Reader = readAs(DateTime.formatIso)
