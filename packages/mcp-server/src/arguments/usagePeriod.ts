/** The periods of usage that a tool reads at once: no more than an assistant can make use of. */
import * as DateTime from "effect/DateTime"
import type { Problem } from "../model/ArgumentSpec.ts"

/** In milliseconds. */
export const hour = 3_600_000
/** In milliseconds. */
export const day = 24 * hour

const defaultDays = 30
/** How many days are read by the hour, unless told otherwise, and at most. */
export const mostDaysOfHours = 14
// A year, and what it takes to compare its end with its beginning.
const mostDays = 400

/** Where a period begins that ends at `end`, in milliseconds. */
export const defaultStart = (end: number, { resolution }: { readonly resolution?: unknown }): number =>
  end - (resolution === hour ? mostDaysOfHours : defaultDays) * day

/** A period of usage, in milliseconds since 1970, as a tool reads it. */
export interface GivenPeriod {
  readonly start?: unknown
  readonly end?: unknown
  readonly resolution?: unknown
}

const isLonger = ({ start, end }: GivenPeriod, days: number): boolean => Number(end) - Number(start) > days * day

/**
 * The rule for all periods of usage, whose `start` and `end` are in milliseconds: they run forwards, and have begun by
 * `now`. What is yet to come has no usage, and would read as if there had been none.
 */
export const checkTimes = ({ start, end }: GivenPeriod, now: number): ReadonlyArray<Problem> => {
  if (Number(start) > now) {
    const time = DateTime.formatIso(DateTime.makeUnsafe(now)).slice(0, 16)
    return [{ argument: "start", message: `must not be in the future: it is ${time}Z now` }]
  }
  return Number(start) >= Number(end) ? [{ argument: "start", message: "must be before end" }] : []
}

/** The rule for usage that is answered as a series. */
export const checkPeriod = (period: GivenPeriod): ReadonlyArray<Problem> => {
  if (period.resolution === hour && isLonger(period, mostDaysOfHours)) {
    const message = `must be at most ${mostDaysOfHours} days before end with resolution hour: take resolution day, or a shorter period`
    return [{ argument: "start", message }]
  }
  return isLonger(period, mostDays)
    ? [{ argument: "start", message: `must be at most ${mostDays} days before end: read a longer period in parts` }]
    : []
}
