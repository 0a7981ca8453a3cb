/** Periods of usage, and their texts. */
import { day, hour } from "../../arguments/usagePeriod.ts"
import { toIso } from "../../text/time.ts"

/** Start and end in milliseconds since 1970. */
export interface Period {
  readonly start: number
  readonly end: number
}

/** The period of the same length that ends at the start of this one. */
export const previousPeriod = ({ start, end }: Period): Period => ({ start: start - (end - start), end: start })

const noSeconds = /:00\.000Z$/
const seconds = /:\d\d\.\d{3}Z$/
const midnight = /T00:00:00\.000Z$/

/** A time as ISO 8601, without the seconds if they are zero: `2026-10-23T05:00Z`. */
export const minuteText = (time: number): string => toIso(time).replace(noSeconds, "Z")

/** A time as ISO 8601 for a sentence, to the minute at most: `2026-10-23`, `2026-10-23T05:00Z`. */
export const timeText = (time: number): string => toIso(time).replace(midnight, "").replace(seconds, "Z")

const units: ReadonlyArray<readonly [number, string]> = [
  [day, "day"],
  [hour, "hour"],
  [60_000, "minute"],
  [1000, "second"]
]

/** The length of a period in its largest unit: `30 days`, `1 hour`, `29.6 days`. */
export const lengthText = ({ start, end }: Period): string => {
  const length = end - start
  const [size, name] = units.find(([size]) => length >= size) ?? [1, "millisecond"]
  const count = (length / size).toLocaleString("en-US", { maximumFractionDigits: 1 })
  return `${count} ${name}${count === "1" ? "" : "s"}`
}

/** A name for the previous period that follows the word "the": `30 days before`, `day before`. */
export const previousPeriodText = (period: Period): string => `${lengthText(period).replace(/^1 /, "")} before`

/** The period in words: `the 30 days from 2026-10-23 to 2026-11-22`. */
export const periodText = (period: Period): string =>
  `the ${lengthText(period)} from ${timeText(period.start)} to ${timeText(period.end)}`
