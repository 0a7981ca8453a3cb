/**
 * The billing period: the calendar month in UTC.
 *
 * @since 0.1.0
 */
import * as DateTime from "effect/DateTime"
import type { Range } from "./Usage.ts"

/** The calendar month of `now`. @since 0.1.0 */
export const billingPeriod = (now: number): Range => {
  const start = DateTime.startOf(DateTime.makeUnsafe(now), "month")
  return {
    start: DateTime.toEpochMillis(start),
    end: DateTime.toEpochMillis(DateTime.add(start, { months: 1 }))
  }
}
