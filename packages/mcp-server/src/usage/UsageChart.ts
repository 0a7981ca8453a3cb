/** What a chart of usage shows. */
import { day, hour } from "../arguments/Period.ts"
import type { ChartData, ChartPoint } from "../chart/Chart.ts"
import { capital, short } from "./Amounts.ts"
import type { Measure } from "./Measures.ts"
import { beforeText } from "./Periods.ts"
import type { Previous } from "./Previous.ts"
import { knownPoints, type Reading } from "./Readings.ts"

const pointsOf = ({ main }: Measure, { points }: Reading, later: number): ReadonlyArray<ChartPoint> =>
  points.map(({ time, values }) => {
    const value = values[main]
    return { time: time + later, ...(value === undefined ? {} : { value }) }
  })

const titleOf = ({ unit, of, isLevel, step }: Measure): string => {
  const what = `${capital(unit.many)}${of}`
  return isLevel ? what : `${what} per ${step}`
}

/** The chart of a reading, with the period before laid over it; nothing where there is nothing to show. */
export const usageChart = (
  measure: Measure,
  reading: Reading,
  previous: Previous | undefined,
  subject: string
): ChartData | undefined => {
  if (knownPoints(measure, reading).length === 0) return undefined
  const isShown = previous?._tag === "Read" && knownPoints(measure, previous.reading).length > 0
  return {
    title: titleOf(measure),
    subject,
    unit: measure.unit.isBytes ? "" : measure.unit.many,
    short: (value) => short(value, measure.unit),
    step: measure.step === "day" ? day : hour,
    fromZero: !measure.isLevel,
    points: pointsOf(measure, reading, 0),
    ...(isShown
      ? {
          previous: {
            name: `The ${beforeText(previous.period)}`,
            points: pointsOf(measure, previous.reading, previous.period.end - previous.period.start)
          }
        }
      : {})
  }
}
