/** Periods of usage, and how they are spoken of. */
import { day, hour } from "../../arguments/usagePeriod.ts"
import { toIso } from "../../text/time.ts"

/** From when to when, in milliseconds since 1970. */
export interface Period {
  readonly start: number
  readonly end: number
}

/** The period of equal length that ends where this one begins. */
export const before = ({ start, end }: Period): Period => ({ start: start - (end - start), end: start })

const noSeconds = /:00\.000Z$/
const seconds = /:\d\d\.\d{3}Z$/
const midnight = /T00:00:00\.000Z$/

/** A time as ISO 8601, to the minute where it is one: `2026-10-23T05:00Z`. */
export const minuteText = (time: number): string => toIso(time).replace(noSeconds, "Z")

/** A time as ISO 8601 for a sentence, no more exact than to the minute: `2026-10-23`, `2026-10-23T05:00Z`. */
export const timeText = (time: number): string => toIso(time).replace(midnight, "").replace(seconds, "Z")

const units: ReadonlyArray<readonly [number, string]> = [
  [day, "day"],
  [hour, "hour"],
  [60_000, "minute"],
  [1000, "second"]
]

/** How long a period is, in the largest unit of which it has one: `30 days`, `1 hour`, `29.6 days`. */
export const lengthText = ({ start, end }: Period): string => {
  const length = end - start
  const [size, name] = units.find(([size]) => length >= size) ?? [1, "millisecond"]
  const count = (length / size).toLocaleString("en-US", { maximumFractionDigits: 1 })
  return `${count} ${name}${count === "1" ? "" : "s"}`
}

/** The period before, after the word "the": `30 days before`, `day before`. */
export const beforeText = (period: Period): string => `${lengthText(period).replace(/^1 /, "")} before`

/** The period in words: `the 30 days from 2026-10-23 to 2026-11-22`. */
export const periodText = (period: Period): string =>
  `the ${lengthText(period)} from ${timeText(period.start)} to ${timeText(period.end)}`
