/** A reading as a table: the names of the columns once, and a short row for each point. */
import { toIso } from "../../text/time.ts"
import type { Measure } from "./measures.ts"
import { minuteText } from "./periods.ts"
import type { Point, Reading } from "./readings.ts"

type Cell = string | number | null

export interface Table {
  readonly columns: ReadonlyArray<string>
  readonly rows: ReadonlyArray<ReadonlyArray<Cell>>
  /** When the days begin, where it is not at midnight UTC: from each of these dates on, at this time. */
  readonly dayStarts?: ReadonlyArray<readonly [date: string, time: string]>
}

const dateOf = (time: number): string => toIso(time).slice(0, 10)
const timeOfDay = (time: number): string => minuteText(time).slice(11)

// A year has two changes of the clocks; more is no rule that is worth stating.
const mostStarts = 4

/** The days on which it changes when days begin. */
const startsOf = (points: ReadonlyArray<Point>): ReadonlyArray<readonly [string, string]> =>
  points.flatMap(({ time }, index) => {
    const last = points[index - 1]
    return last !== undefined && timeOfDay(last.time) === timeOfDay(time)
      ? []
      : [[dateOf(time), timeOfDay(time)] as const]
  })

/** How each point is named: days by their dates alone, which are a third of the tokens, if they tell the days apart. */
const namesOf = ({ step }: Measure, points: ReadonlyArray<Point>) => {
  const starts = startsOf(points)
  const areDays = step === "day" && starts.length <= mostStarts
  const dates = points.map(({ time }) => dateOf(time))
  if (!areDays || new Set(dates).size < dates.length) return { names: points.map(({ time }) => minuteText(time)) }
  return starts.every(([, time]) => time === "00:00Z") ? { names: dates } : { names: dates, dayStarts: starts }
}

/** The table of a reading. A field that no point has makes no column; where one point lacks it, there is null. */
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
