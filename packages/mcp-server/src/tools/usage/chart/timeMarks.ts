/** Chooses the marks of the time axis: hours, days, Mondays or the first days of months, in UTC. */
import * as DateTime from "effect/DateTime"

const hour = 3_600_000
const day = 24 * hour

interface MarkRule {
  readonly isMark: (time: number) => boolean
  readonly label: (time: number) => string
}

const partsOf = (time: number) => DateTime.toPartsUtc(DateTime.makeUnsafe(time))
const dayNumber = (time: number): number => Math.floor(time / day)

const format = (time: number, options: Intl.DateTimeFormatOptions): string =>
  DateTime.formatUtc(DateTime.makeUnsafe(time), { locale: "en-US", ...options })

const dateLabel = (time: number): string => `${partsOf(time).day} ${format(time, { month: "short" })}`
const dayLabel = (time: number): string => `${format(time, { weekday: "short" })} ${dateLabel(time)}`
const hourLabel = (time: number): string =>
  `${dateLabel(time)} ${DateTime.formatIso(DateTime.makeUnsafe(time)).slice(11, 16)}`
const monthLabel = (time: number): string => format(time, { month: "short", year: "numeric" })

const everyHours = (count: number): MarkRule => ({
  isMark: (time) => partsOf(time).hour % count === 0,
  label: hourLabel
})
// The first day of 1970 was a Thursday, so day 4 was a Monday.
const everyDays = (count: number, step: number): MarkRule => ({
  isMark: (time) => (step === day || partsOf(time).hour === 0) && (dayNumber(time) - 4) % count === 0,
  label: dayLabel
})
const everyMonths = (count: number): MarkRule => ({
  isMark: (time) => partsOf(time).day === 1 && (partsOf(time).month - 1) % count === 0,
  label: monthLabel
})

/** The rules from the closest marks to the farthest. */
const rulesFor = (step: number): ReadonlyArray<MarkRule> => [
  ...(step < day ? [1, 2, 3, 6, 12].map(everyHours) : []),
  ...[1, 2, 7, 14].map((count) => everyDays(count, step)),
  ...[1, 2, 3, 6, 12].map(everyMonths)
]

export interface TimeMark {
  readonly time: number
  readonly label: string
}

/** The closest marks of which at most `maxMarks` are needed. They are times of points. */
export const timeMarks = (times: ReadonlyArray<number>, step: number, maxMarks: number): ReadonlyArray<TimeMark> => {
  const choices = rulesFor(step).map(({ isMark, label }) =>
    times.filter(isMark).map((time) => ({ time, label: label(time) }))
  )
  const chosen = choices.find((marks) => marks.length > 0 && marks.length <= maxMarks)
  const [first] = times
  if (chosen !== undefined || first === undefined) return chosen ?? []
  // A short series may begin at no such time.
  return [{ time: first, label: step < day ? hourLabel(first) : dayLabel(first) }]
}
