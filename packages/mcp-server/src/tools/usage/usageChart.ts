/** Makes the data for a chart of usage. */
import { day } from "../../arguments/usagePeriod.ts"
import { capitalize, formatBytes, formatCount, formatNumber, formatShort } from "./amounts.ts"
import type { ChartData, ChartPoint } from "./chart/ChartData.ts"
import type { Measure } from "./measures.ts"
import { chartPeriodText, type Period } from "./periods.ts"
import type { PreviousUsage } from "./previousPeriod.ts"
import { findPartialEnds, knownPoints, lengthOf, type Reading } from "./readings.ts"

const pointsOf = (measure: Measure, reading: Reading, period: Period): ReadonlyArray<ChartPoint> => {
  const { first, last } = findPartialEnds(measure, reading, period)
  return reading.points.map(({ time, values }, index) => {
    const value = values[measure.main]
    const isPartial = (first && index === 0) || (last && index === reading.points.length - 1)
    return { time, ...(value === undefined ? {} : { value }), ...(isPartial ? { isPartial } : {}) }
  })
}

const week = 7 * day
/** From this length on, a few days without a counterpart are a small part of the period. */
const minAligned = 4 * week

/**
 * The time between two points that are compared. In a long series of days a weekday is compared with the same weekday:
 * other weekdays beside each other look like a change.
 */
const comparedOffset = ({ isLevel, step }: Measure, period: Period, earlier: Period): number => {
  const offset = period.start - earlier.start
  const isByWeekday = !isLevel && step === "day" && offset >= minAligned
  return isByWeekday ? Math.round(offset / week) * week : offset
}

/**
 * Moves the points of the previous period to the times of the points that they are compared with. Otherwise the first
 * point is compared with the first, even if clocks changed in between. Points without a counterpart are left out.
 */
const alignPrevious = (
  { main, step }: Measure,
  points: ReadonlyArray<ChartPoint>,
  earlier: Reading,
  offsetMillis: number
): ReadonlyArray<ChartPoint> => {
  const [first] = points
  if (first === undefined) return []
  const values = new Map(
    earlier.points.map(({ time, values }) => [
      Math.round((time + offsetMillis - first.time) / lengthOf(step)),
      values[main]
    ])
  )
  return points.map(({ time }) => {
    const value = values.get(Math.round((time - first.time) / lengthOf(step)))
    return { time, ...(value === undefined ? {} : { value }) }
  })
}

/** The total, or the last value of a level. */
const totalOf = (measure: Measure, { totals }: Reading): { readonly total?: string } => {
  const total = totals[measure.main]
  if (total === undefined) return {}
  const amount = formatCount(total, { ...measure.unit, one: "", many: "" }).trim()
  return { total: `${measure.isLevel ? "At the end" : "Total"}: ${total === 0 ? "0" : amount}` }
}

/** The name of the previous period for the legend, with its total. Bytes are rounded, or its period had no room. */
const previousName = ({ main, unit, isLevel }: Measure, { reading, period }: ReadUsage): string => {
  const total = reading.totals[main]
  const amount = total === undefined ? "" : unit.isBytes ? formatBytes(total) : formatNumber(total)
  return `Before${amount === "" ? "" : ` (${isLevel ? "at the end" : "total"}: ${amount})`}: ${chartPeriodText(period)}`
}

type ReadUsage = Extract<PreviousUsage, { readonly _tag: "Read" }>

const titleOf = ({ unit, of, isLevel, step }: Measure): string => {
  const what = `${capitalize(unit.many)}${of}`
  return isLevel ? what : `${what} per ${step}`
}

/**
 * The chart of a reading with the previous period laid over it. Undefined if there is nothing to show. `period` ends
 * now at the latest.
 */
export const makeUsageChart = (
  measure: Measure,
  reading: Reading,
  previous: PreviousUsage | undefined,
  subject: string,
  period: Period
): ChartData | undefined => {
  if (knownPoints(measure, reading).length === 0) return undefined
  const points = pointsOf(measure, reading, period)
  const offset = previous === undefined ? 0 : comparedOffset(measure, period, previous.period)
  const isShifted = previous !== undefined && offset !== period.start - previous.period.start
  const before = previous?._tag === "Read" ? alignPrevious(measure, points, previous.reading, offset) : []
  return {
    title: titleOf(measure),
    subject,
    period: `${chartPeriodText(period)} (UTC)`,
    ...totalOf(measure, reading),
    unit: measure.unit.isBytes ? "" : measure.unit.many,
    formatValue: (value) => formatShort(value, measure.unit),
    step: lengthOf(measure.step),
    startsAtZero: !measure.isLevel,
    points,
    ...(previous?._tag === "Read" && before.some(({ value }) => value !== undefined)
      ? { previous: { name: `${previousName(measure, previous)}${isShifted ? ", by weekday" : ""}`, points: before } }
      : {})
  }
}
