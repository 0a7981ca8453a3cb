/** Turns a reading into a table with the column names and a short row for each point. */
import { toIso } from "../../text/time.ts"
import type { Measure } from "./measures.ts"
import { minuteText } from "./periods.ts"
import type { Point, Reading } from "./readings.ts"

type Cell = string | number | null

export interface Table {
  readonly columns: ReadonlyArray<string>
  readonly rows: ReadonlyArray<ReadonlyArray<Cell>>
  /** The start times of the days, if they do not begin at midnight UTC. A time holds from its date on. */
  readonly dayStarts?: ReadonlyArray<readonly [date: string, time: string]>
}

const dateOf = (time: number): string => toIso(time).slice(0, 10)
const timeOfDay = (time: number): string => minuteText(time).slice(11)

// Clocks change twice a year. With more changes, the list would not be shorter than full times.
const maxDayStarts = 4

/** The first day, and the days on which the start time of the days changes. */
const findDayStarts = (points: ReadonlyArray<Point>): ReadonlyArray<readonly [string, string]> =>
  points.flatMap(({ time }, index) => {
    const last = points[index - 1]
    return last !== undefined && timeOfDay(last.time) === timeOfDay(time)
      ? []
      : [[dateOf(time), timeOfDay(time)] as const]
  })

/**
 * The names of the points. A date alone costs a third of the tokens of a full time, so days have only dates if no date
 * repeats.
 */
const namesOf = ({ step }: Measure, points: ReadonlyArray<Point>) => {
  const starts = findDayStarts(points)
  const areDays = step === "day" && starts.length <= maxDayStarts
  const dates = points.map(({ time }) => dateOf(time))
  if (!areDays || new Set(dates).size < dates.length) return { names: points.map(({ time }) => minuteText(time)) }
  return starts.every(([, time]) => time === "00:00Z") ? { names: dates } : { names: dates, dayStarts: starts }
}

/** Makes the table. A field that no point has gets no column. A single missing value is null. */
export const tableOf = (measure: Measure, { points, sources }: Reading): Table => {
  if (measure.columns.length === 0) {
    return {
      columns: ["type", "source", measure.main],
      rows: sources.map(({ type, source, value }) => [type, source, value])
    }
  }
  const columns = measure.columns.filter((name) => points.some(({ values }) => values[name] !== undefined))
  const { names, dayStarts } = namesOf(measure, points)
  return {
    ...(dayStarts === undefined ? {} : { dayStarts }),
    columns: ["date", ...columns],
    rows: points.map(({ values }, index) => [names[index] ?? null, ...columns.map((name) => values[name] ?? null)])
  }
}
