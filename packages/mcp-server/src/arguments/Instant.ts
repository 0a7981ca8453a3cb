/** Times as an assistant writes them. */
import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import type { Reader } from "./Term.ts"

const isoDate = /^\d{4}-\d{2}-\d{2}/
// Four digits are a year that somebody forgot to complete, not a time in 1970.
const milliseconds = /^-?\d{5,16}$/

/** The time that a value stands for, if it stands for one. */
export const instant = (value: unknown): Option.Option<DateTime.DateTime> => {
  if (typeof value === "number") return Number.isSafeInteger(value) ? DateTime.make(value) : Option.none()
  if (typeof value !== "string") return Option.none()
  const text = value.trim()
  if (milliseconds.test(text)) return DateTime.make(Number(text))
  return isoDate.test(text) ? DateTime.make(text) : Option.none()
}

const readAs =
  (write: (time: DateTime.DateTime) => unknown): Reader =>
  (value) =>
    Option.match(instant(value), {
      onNone: () => Result.fail("expected an ISO 8601 time such as 2026-01-31T00:00:00Z, or milliseconds since 1970"),
      onSome: (time) => Result.succeed(write(time))
    })

/** A time as milliseconds since 1970. */
export const readMilliseconds: Reader = readAs(DateTime.toEpochMillis)

/** A time as ISO 8601. */
export const readIso: Reader = readAs(DateTime.formatIso)
