/** Hours, days and months: the periods that are read for them, and the sums of months. All times are in UTC. */
import type { Measure, Period, UsagePoint } from "./readUsage.ts"

export type Step = "hour" | "day" | "month"

export const day = 86_400_000
const hour = 3_600_000
/** The server reads hours of at most so many days at once. */
const maxHourlyDays = 14
/** The server reads days of at most so many days at once. */
const maxDays = 400
const defaultMonths = 12

/** Months since the year 0. */
export const monthOf = (time: number): number => {
  const date = new Date(time)
  return 12 * date.getUTCFullYear() + date.getUTCMonth()
}

export const startOfMonth = (month: number): number => Date.UTC(Math.floor(month / 12), month % 12)

/** The length of an hour or a day, and about that of a month. In milliseconds. */
export const lengthOf = (step: Step): number => ({ hour, day, month: 30 * day })[step]

/**
 * The period to read for a step if the person asked for another one. Hours are read of the end of a long period, and months
 * of a year if the period has less than two.
 */
export const periodFor = (step: Step, { start, end }: Period): Period => {
  if (step === "hour") return { start: Math.max(start, end - maxHourlyDays * day), end }
  if (step === "day") return { start: Math.max(start, end - maxDays * day), end }
  const last = monthOf(end - 1)
  const first = last - monthOf(start) < 1 ? last + 1 - defaultMonths : monthOf(start)
  // A year and a month are never longer than what the server reads.
  return { start: startOfMonth(Math.max(first, last - defaultMonths)), end }
}

/** The months of days. A month that the period cuts is marked. */
const byMonth = (
  { isLevel }: Measure,
  points: ReadonlyArray<UsagePoint>,
  { start, end }: Period
): ReadonlyArray<UsagePoint> => {
  const months = new Map<number, Array<number>>()
  for (const { time, value } of points) {
    const values = months.get(monthOf(time)) ?? []
    if (value !== undefined) values.push(value)
    months.set(monthOf(time), values)
  }
  return [...months].map(([month, values]) => ({
    time: startOfMonth(month),
    value: values.length === 0 ? undefined : isLevel ? values.at(-1) : values.reduce((one, other) => one + other, 0),
    ...(!isLevel && (startOfMonth(month) < start || startOfMonth(month + 1) > end) ? { isPartial: true } : {})
  }))
}

/** The points for a step. A point that the period cuts is marked. */
export const pointsFor = (
  step: Step,
  measure: Measure,
  points: ReadonlyArray<UsagePoint>,
  period: Period
): ReadonlyArray<UsagePoint> => {
  if (step === "month") return byMonth(measure, points, period)
  const length = lengthOf(step)
  return points.map((point) =>
    !measure.isLevel && (point.time < period.start || point.time + length > period.end)
      ? { ...point, isPartial: true }
      : point
  )
}
