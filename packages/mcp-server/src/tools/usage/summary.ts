/** Summarizes a reading on one line: the total, the peak, and the trend since the previous period. */
import { day } from "../../arguments/usagePeriod.ts"
import { inQuotes } from "../../text/escapes.ts"
import { capitalize, formatAmount, formatCount, formatNumber, formatPercent } from "./amounts.ts"
import type { Measure } from "./measures.ts"
import { countMonths, minuteText, type Period, periodText, previousPeriodText, timeText } from "./periods.ts"
import type { PreviousUsage } from "./previousPeriod.ts"
import { findPartialEnds, findPeak, knownPoints, lengthOf, type Reading } from "./readings.ts"

const plainWord = /^\w{1,50}$/
const maxNameLength = 50
const maxTypes = 3

/** The totals of the other fields: `created 40, deleted 26`, `runs completed 3, errored 1`. */
const describeOthers = ({ columns, main, others }: Measure, { totals }: Reading): string => {
  const knownNames = columns.filter((name) => name !== main && totals[name] !== undefined)
  if (knownNames.length === 0) return ""
  return `${others}${knownNames.map((name) => `${name} ${formatNumber(totals[name] ?? 0)}`).join(", ")}`
}

const describeLargestTypes = ({ unit }: Measure, { sources }: Reading, total: number): string => {
  if (sources.length === 0 || total === 0) return ""
  const types = new Map<string, number>()
  for (const { type, value } of sources) types.set(type, (types.get(type) ?? 0) + value)
  const largest = [...types].sort(([, one], [, other]) => other - one).slice(0, maxTypes)
  const typeTexts = largest.map(([type, value]) => {
    const name = plainWord.test(type) ? type : inQuotes(type, maxNameLength)
    return `${name} ${formatAmount(value, unit)}, ${formatPercent(value / total)}`
  })
  return `largest types: ${typeTexts.join("; ")}`
}

const describePeak = (measure: Measure, reading: Reading): string => {
  const peak = findPeak(measure, reading)
  if (peak === undefined) return ""
  const time = measure.step === "day" ? minuteText(peak.time).slice(0, 10) : minuteText(peak.time)
  return `peak ${measure.step} ${time} with ${formatAmount(peak.value, measure.unit)}`
}

const describeTotal = (measure: Measure, reading: Reading, period: Period, total: number): string => {
  const { unit, of, isLevel } = measure
  const first = `${formatCount(total, unit)}${of} ${isLevel ? "at the end of" : "in"} ${periodText(period)}`
  const parts = [
    first,
    describeOthers(measure, reading),
    describePeak(measure, reading),
    describeLargestTypes(measure, reading, total)
  ]
  return `${capitalize(parts.filter((part) => part !== "").join("; "))}.`
}

// The start time of the days may add or remove one day. In a short period, one day is too large a part.
const minDays = 7
const minShare = 0.95

/** True if two sums cover about the same number of days or hours. */
const areComparable = (one: number, other: number): boolean => {
  const [least, most] = [Math.min(one, other), Math.max(one, other)]
  return least === most || (most - least === 1 && least >= minDays) || least / most >= minShare
}

/** True if about all days or hours of whole calendar months are known. Months are compared though they differ in length. */
const isWhole = (points: ReadonlyArray<unknown>, step: Measure["step"], period: Period): boolean =>
  countMonths(period) !== undefined && (points.length * lengthOf(step)) / (period.end - period.start) >= minShare

/** The sentence that replaces a trend if too little of one period is known. Undefined if enough is known. */
const explainIncomparable = (
  measure: Measure,
  reading: Reading,
  total: number,
  requested: Period,
  { period, reading: earlier }: Extract<PreviousUsage, { _tag: "Read" }>
): string | undefined => {
  const { step, unit, isLevel } = measure
  const [points, before] = [knownPoints(measure, reading), knownPoints(measure, earlier)]
  const name = previousPeriodText(period)
  if (isLevel) {
    const last = before.at(-1)
    return last === undefined || last.time >= period.end - 2 * lengthOf(step)
      ? undefined
      : `No trend: of ${name} the last number known is ${formatAmount(last.value, unit)}, of ${timeText(last.time)}.`
  }
  if (
    areComparable(points.length, before.length) ||
    (isWhole(points, step, requested) && isWhole(before, step, period))
  )
    return undefined
  const average = (sum: number, count: number) => formatAmount(Math.round(sum / count), unit)
  const then = average(earlier.totals[measure.main] ?? 0, before.length)
  return (
    `No trend: ${formatSteps(points.length, step)} ${points.length === 1 ? "is" : "are"} known, and ${before.length} of ${name}. ` +
    `A known ${step} has ${average(total, points.length)} on average; before, ${then}.`
  )
}

/** The number of days of months of different lengths. */
const describeLengths = (measure: Measure, requested: Period, earlier: Period): string => {
  const [days, before] = [requested, earlier].map(({ start, end }) => Math.round((end - start) / day))
  return measure.isLevel || days === before || countMonths(requested) === undefined
    ? ""
    : `, which had ${before} days and not ${days}`
}

const describeTrend = (
  measure: Measure,
  reading: Reading,
  total: number,
  requested: Period,
  previous: PreviousUsage
): string => {
  const name = previousPeriodText(previous.period)
  if (previous._tag === "Unread") return `No comparison: ${name} could not be read (${previous.why}).`
  const earlier = previous.reading.totals[measure.main]
  if (earlier === undefined) return `Nothing is known of ${name}.`
  const instead = explainIncomparable(measure, reading, total, requested, previous)
  if (instead !== undefined) return instead
  const then = `${measure.isLevel ? "at the end of" : "in"} ${name}`
  if (earlier === 0) return `None ${then}${total === 0 ? " either" : ""}.`
  if (earlier === total) return `Unchanged from ${formatAmount(earlier, measure.unit)} ${then}.`
  const share = formatPercent(Math.abs(total - earlier) / Math.abs(earlier))
  return `${total > earlier ? "Up" : "Down"} ${share} from ${formatAmount(earlier, measure.unit)} ${then}${describeLengths(measure, requested, previous.period)}.`
}

const describePartialEnds = (measure: Measure, reading: Reading, period: Period): string => {
  const { first, last } = findPartialEnds(measure, reading, period)
  const which = [...(first ? ["first"] : []), ...(last ? ["last"] : [])]
  if (which.length === 0) return ""
  return `The ${which.join(" and ")} ${measure.step}${which.length > 1 ? "s" : ""} may be counted only in part.`
}

const formatSteps = (count: number, step: Measure["step"]): string => `${count} ${step}${count === 1 ? "" : "s"}`

/** Sentences about gaps and unfinished parts in the numbers. */
const findCaveats = (measure: Measure, reading: Reading, period: Period, now: number): ReadonlyArray<string> => {
  const unknown = reading.points.length - knownPoints(measure, reading).length
  const [first] = reading.points
  const isLate = first !== undefined && first.time > period.start + lengthOf(measure.step)
  return [
    unknown > 0 ? `Of ${formatSteps(unknown, measure.step)} the number is not known.` : "",
    isLate ? `Known from ${timeText(first.time)} on.` : "",
    describePartialEnds(measure, reading, period),
    period.end > now ? "The period is not over yet." : ""
  ]
}

/** The summary. `now` is in milliseconds since 1970. Without `previous` there is no comparison. */
export const summaryOf = (
  measure: Measure,
  reading: Reading,
  period: Period,
  previous: PreviousUsage | undefined,
  now: number
): string => {
  const total = reading.totals[measure.main]
  if (period.start > now) return `Nothing is known of ${periodText(period)}: it lies in the future.`
  if (total === undefined)
    return `Nothing is known of ${periodText(period)}: Losant has no number for any ${measure.step} of it.`
  return [
    describeTotal(measure, reading, period, total),
    previous === undefined ? "" : describeTrend(measure, reading, total, period, previous),
    ...findCaveats(measure, reading, period, now)
  ]
    .filter((sentence) => sentence !== "")
    .join(" ")
}
