/** The periods of usage: defaults, and the longest that an assistant can make use of. */
import * as DateTime from "effect/DateTime"
import type { Problem } from "../model/ArgumentSpec.ts"

/** In milliseconds. */
export const hour = 3_600_000
/** In milliseconds. */
export const day = 24 * hour

// Four whole weeks: then each weekday is compared with the same weekday before.
export const defaultDays = 28
/** The default and the longest period with the resolution hour, in days. */
export const maxHourlyDays = 14
// A year, and a month to compare its end with its beginning.
const maxDays = 400

/** A period of usage in milliseconds since 1970, not checked yet. */
export interface UsagePeriod {
  readonly start?: unknown
  readonly end?: unknown
  readonly resolution?: unknown
  /** Devices are counted at the end of the period. */
  readonly by?: unknown
}

/**
 * Fills in the end and the start of a period. Without both it is the last whole days in UTC. A count of devices ends now,
 * since it is not a sum over the period, and Losant answers the present number at once. `now` is in milliseconds.
 */
export const completePeriod = (
  { start, end: givenEnd, resolution, by }: UsagePeriod,
  now: number
): { readonly start: unknown; readonly end: number } => {
  const isWholeDays = start === undefined && by !== "devices"
  const end = Number(givenEnd ?? (isWholeDays ? Math.floor(now / day) * day : now))
  return { start: start ?? end - (resolution === hour ? maxHourlyDays : defaultDays) * day, end }
}

const isLonger = ({ start, end }: UsagePeriod, days: number): boolean => Number(end) - Number(start) > days * day

/**
 * The rules for every period: it begins before it ends, and not in the future. A future period has no usage, which
 * would look like a period without any use.
 */
export const checkTimes = ({ start, end }: UsagePeriod, now: number): ReadonlyArray<Problem> => {
  if (Number(start) > now) {
    const time = DateTime.formatIso(DateTime.makeUnsafe(now)).slice(0, 16)
    return [{ argument: "start", message: `must not be in the future: it is ${time}Z now` }]
  }
  return Number(start) >= Number(end) ? [{ argument: "start", message: "must be before end" }] : []
}

/** The rules for usage that is answered as a series. */
export const checkPeriod = (period: UsagePeriod): ReadonlyArray<Problem> => {
  if (period.resolution === hour && isLonger(period, maxHourlyDays)) {
    const message = `must be at most ${maxHourlyDays} days before end with resolution hour: take resolution day, or a shorter period`
    return [{ argument: "start", message }]
  }
  return isLonger(period, maxDays)
    ? [{ argument: "start", message: `must be at most ${maxDays} days before end: read a longer period in parts` }]
    : []
}
