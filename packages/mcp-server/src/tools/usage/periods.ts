/** Periods of usage, and their texts. */
import * as DateTime from "effect/DateTime"
import { day, hour } from "../../arguments/usagePeriod.ts"
import { toIso } from "../../text/time.ts"

/** Start and end in milliseconds since 1970. */
export interface Period {
  readonly start: number
  readonly end: number
}

const monthsOf = (time: number): number | undefined => {
  const { year, month } = DateTime.toPartsUtc(DateTime.makeUnsafe(time))
  return startOfMonth(12 * year + month - 1) === time ? 12 * year + month - 1 : undefined
}

const startOfMonth = (months: number): number => Date.UTC(Math.floor(months / 12), months % 12)

/** The number of calendar months in UTC that the period is made of; undefined if it cuts one. */
export const countMonths = ({ start, end }: Period): number | undefined => {
  const [first, last] = [monthsOf(start), monthsOf(end)]
  return first === undefined || last === undefined || last <= first ? undefined : last - first
}

/** The calendar months in UTC that the period is made of, each as a period; empty if it cuts one. */
export const monthsIn = (period: Period): ReadonlyArray<Period> => {
  const first = monthsOf(period.start) ?? 0
  return Array.from({ length: countMonths(period) ?? 0 }, (_, index) => ({
    start: startOfMonth(first + index),
    end: startOfMonth(first + index + 1)
  }))
}

/** The calendar months before whole calendar months, and else the period of the same length before this one. */
export const previousPeriod = (period: Period): Period => {
  const { start, end } = period
  const [months, first] = [countMonths(period), monthsOf(start)]
  return months === undefined || first === undefined
    ? { start: start - (end - start), end: start }
    : { start: startOfMonth(first - months), end: start }
}

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

/** The name of a single calendar month: `September 2026`. */
const monthText = (period: Period): string | undefined =>
  countMonths(period) === 1
    ? DateTime.formatUtc(DateTime.makeUnsafe(period.start), { locale: "en-US", month: "long", year: "numeric" })
    : undefined

/** A name for the previous period: `the 30 days before`, `the day before`, `September 2026`. */
export const previousPeriodText = (period: Period): string =>
  monthText(period) ?? `the ${lengthText(period).replace(/^1 /, "")} before`

/** The period for a picture, with its last day: `October 2026`, `2026-10-23 to 2026-11-21`. */
export const chartPeriodText = (period: Period): string => {
  const last = timeText(period.end) === timeText(period.end).slice(0, 10) ? period.end - day : period.end
  const [from, to] = [timeText(period.start), timeText(last)]
  return monthText(period) ?? (from === to ? from : `${from} to ${to}`)
}

/** The period in words: `the 30 days from 2026-10-23 to 2026-11-22`, `October 2026`. */
export const periodText = (period: Period): string =>
  monthText(period) ?? `the ${lengthText(period)} from ${timeText(period.start)} to ${timeText(period.end)}`
