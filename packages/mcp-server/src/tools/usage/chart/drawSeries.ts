/** Draws a series of values as lines and dots. */
import type { ChartPoint } from "./ChartData.ts"
import { colors, solid, thin } from "./chartStyle.ts"
import type { Scale } from "./scale.ts"
import { element, pixels } from "./svg.ts"

/** The ups and downs of more points would flow into one another if the line were thick. */
const maxThickPoints = 150

/** An axis that places values. `timeMarks` gives the marks of the time axis. */
export type Axis = Pick<Scale, "place">

/** A point whose value is known. */
export interface KnownPoint {
  readonly time: number
  readonly value: number
  readonly isPartial: boolean
}

export const knownPoints = (points: ReadonlyArray<ChartPoint>): ReadonlyArray<KnownPoint> =>
  points.flatMap(({ time, value, isPartial = false }) => (value === undefined ? [] : [{ time, value, isPartial }]))

/** Splits the known points at gaps. */
const splitAtGaps = (points: ReadonlyArray<ChartPoint>, step: number): ReadonlyArray<ReadonlyArray<KnownPoint>> => {
  const runs: Array<Array<KnownPoint>> = []
  let last = Number.NEGATIVE_INFINITY
  for (const point of knownPoints(points)) {
    // A day has 25 hours when clocks are set back.
    if (point.time - last > 1.5 * step) runs.push([])
    runs.at(-1)?.push(point)
    last = point.time
  }
  return runs
}

const drawPath = (runs: ReadonlyArray<ReadonlyArray<KnownPoint>>, x: Axis, y: Scale): string =>
  runs
    .map((run) => `M${run.map(({ time, value }) => `${pixels(x.place(time))} ${pixels(y.place(value))}`).join("L")}`)
    .join("")

/** Draws a series. A single value is a dot. */
export const drawSeries = (
  points: ReadonlyArray<ChartPoint>,
  step: number,
  x: Axis,
  y: Scale,
  color: string,
  more: Readonly<Record<string, string | number>>
): string => {
  const runs = splitAtGaps(points, step)
  const lines = runs.filter((run) => run.length > 1)
  return [
    lines.length === 0 ? "" : drawLine(drawPath(lines, x, y), color, more),
    ...runs.flatMap((run) => (run.length === 1 ? run.map((point) => drawDot(point, x, y, 5, color)) : []))
  ].join("")
}

/** Draws the main line. Partial points stand apart from it and are hollow: they must not look like a fall. */
export const drawMainLine = (points: ReadonlyArray<ChartPoint>, step: number, x: Axis, y: Scale): string => {
  const whole = points.filter(({ isPartial = false }) => !isPartial)
  return [
    drawSeries(whole, step, x, y, colors.line, points.length > maxThickPoints ? thin : solid),
    ...knownPoints(points).flatMap((point) => (point.isPartial ? [drawDot(point, x, y, 4)] : []))
  ].join("")
}

/** Draws a point. A partial point is hollow. */
export const drawDot = (
  { time, value, isPartial }: KnownPoint,
  x: Axis,
  y: Scale,
  r: number,
  color: string = colors.line
): string =>
  element("circle", {
    cx: pixels(x.place(time)),
    cy: pixels(y.place(value)),
    r,
    fill: isPartial ? colors.card : color,
    stroke: isPartial ? color : colors.card,
    "stroke-width": 2
  })

export const drawLine = (path: string, color: string, more: Readonly<Record<string, string | number>>): string =>
  element("path", {
    d: path,
    fill: "none",
    stroke: color,
    "stroke-linejoin": "round",
    "stroke-linecap": "round",
    ...more
  })
