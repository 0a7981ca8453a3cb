/** Draws a chart as SVG: an opaque card with its own colours, so that it looks the same on every background. */
import * as DateTime from "effect/DateTime"
import type { ChartData, ChartPoint } from "./ChartData.ts"
import { colors, dashed, plot, size, solid } from "./chartStyle.ts"
import { type Axis, drawDot, drawLine, drawMainLine, drawSeries, type KnownPoint, knownPoints } from "./drawSeries.ts"
import { type Scale, timePlace, valueScale } from "./scale.ts"
import { element, pixels, svgText } from "./svg.ts"
import { fitWidth, textWidth } from "./textWidth.ts"
import { timeMarks } from "./timeMarks.ts"

const font = "Inter"
const titleSize = 24
const subjectSize = 17
const labelSize = 15
const margin = 26
const borderRoom = 6
const maxNameLength = 120
const maxUnitLength = 100
const day = 86_400_000
const maxTimeMarks = 8
const maxValueMarks = 6
/** Formats a time in UTC for the axis and the peak. A day has the date at which it began. */
const timeText = (time: number, step: number): string => {
  const iso = DateTime.formatIso(DateTime.makeUnsafe(time))
  return step >= day ? iso.slice(0, 10) : iso.slice(0, 16).replace("T", " ")
}

const drawText = (
  x: number,
  y: number,
  content: string,
  more: Readonly<Record<string, string | number>> = {}
): string => element("text", { x: pixels(x), y: pixels(y), fill: colors.text, "font-family": font, ...more }, content)

/** The unit, and the start of the axis if it is not zero: then small changes look large. */
const unitText = ({ unit, formatValue }: ChartData, { marks: [first = 0] }: Scale): string =>
  [unit, ...(first > 0 ? [`axis begins at ${formatValue(first)}, not at 0`] : [])]
    .filter((part) => part !== "")
    .join("; ")

const drawAxes = (chart: ChartData, x: Axis, y: Scale): string => {
  const { formatValue, step, points } = chart
  const values = y.marks.map((mark) => {
    const at = y.place(mark)
    const rule = { x1: plot.left, x2: plot.right, y1: pixels(at), y2: pixels(at), stroke: colors.grid }
    const label = drawText(plot.left - 12, at + 5, svgText(formatValue(mark), maxNameLength), {
      "text-anchor": "end",
      "font-size": labelSize
    })
    return element("line", rule) + label
  })
  const marks = timeMarks(
    points.map(({ time }) => time),
    step,
    maxTimeMarks
  )
  const times = marks.map(({ time, label }) => {
    const at = x.place(time)
    const tick = { x1: pixels(at), x2: pixels(at), y1: plot.bottom, y2: plot.bottom + 6, stroke: colors.quietText }
    const anchor = at + textWidth(label, labelSize) / 2 > size.width - borderRoom ? "end" : "middle"
    return (
      element("line", tick) + drawText(at, plot.bottom + 25, label, { "text-anchor": anchor, "font-size": labelSize })
    )
  })
  const quiet = { fill: colors.quietText, "font-size": labelSize }
  return [
    ...values,
    ...times,
    drawText(margin, plot.top - 16, svgText(unitText(chart, y), maxUnitLength), quiet),
    points.some(({ isPartial }) => isPartial)
      ? drawText(plot.left, plot.bottom + 48, `Hollow: only a part of the ${step >= day ? "day" : "hour"}`, quiet)
      : "",
    drawText(plot.right, plot.bottom + 48, "UTC", { ...quiet, "text-anchor": "end" })
  ].join("")
}

const findPeak = (points: ReadonlyArray<ChartPoint>): KnownPoint | undefined =>
  knownPoints(points).reduce<KnownPoint | undefined>(
    (one, other) => (one === undefined || other.value > one.value ? other : one),
    undefined
  )

const drawPeak = ({ points, formatValue, step }: ChartData, x: Axis, y: Scale): string => {
  const whole = points.filter(({ isPartial = false }) => !isPartial)
  const point = findPeak(knownPoints(whole).length === 0 ? points : whole)
  if (point === undefined) return ""
  const [atX, atY] = [x.place(point.time), y.place(point.value)]
  const anchor = atX < plot.left + 100 ? "start" : atX > plot.right - 100 ? "end" : "middle"
  // A level line has no highest point.
  const isFlat = whole.length > 1 && knownPoints(whole).every(({ value }) => value === point.value)
  const when = isFlat ? "" : ` on ${timeText(point.time, step)}`
  const label = svgText(`${formatValue(point.value)}${when}`, maxNameLength)
  const width = textWidth(label, labelSize) + 12
  const left = { start: atX - 6, middle: atX - width / 2, end: atX + 6 - width }[anchor]
  return [
    // The rectangle hides the other line and the grid behind the label.
    element("rect", { x: pixels(left), y: pixels(atY - 30), width: pixels(width), height: 22, fill: colors.card }),
    drawDot(point, x, y, 6),
    drawText(atX, atY - 13, label, { "text-anchor": anchor, "font-size": labelSize })
  ].join("")
}

const drawLegend = ({ title, previous }: ChartData): string => {
  const y = plot.bottom + 72
  const entry = (x: number, name: string, color: string, more: Readonly<Record<string, string | number>>) =>
    drawLine(`M${pixels(x)} ${y - 5}h36`, color, more) +
    drawText(x + 46, y, svgText(fitWidth(name, labelSize, size.width - margin - x - 46), maxNameLength), {
      "font-size": labelSize
    })
  const second = plot.left + 46 + textWidth(title, labelSize) + margin
  return previous === undefined
    ? ""
    : entry(plot.left, title, colors.line, solid) + entry(second, previous.name, colors.previous, dashed)
}

/** Draws what the picture is about, when it was, and how much it is in all. */
const drawHeader = ({ subject, period = "", total = "" }: ChartData): string => {
  const right = size.width - margin
  const onRight = { "text-anchor": "end" }
  const maxWidth = right - margin - textWidth(total, subjectSize) - margin
  return [
    drawText(margin, 64, svgText(fitWidth(subject, subjectSize, maxWidth), Number.POSITIVE_INFINITY), {
      fill: colors.quietText,
      "font-size": subjectSize
    }),
    period === "" ? "" : drawText(right, 40, period, { ...onRight, fill: colors.quietText, "font-size": subjectSize }),
    total === "" ? "" : drawText(right, 64, total, { ...onRight, "font-size": subjectSize })
  ].join("")
}

/** Draws the chart as SVG of {@link size}. */
export const chartSvg = (chart: ChartData): string => {
  const { title, points, previous, step, startsAtZero } = chart
  const all = [...points, ...(previous?.points ?? [])]
  const values = knownPoints(all).map(({ value }) => value)
  const y = valueScale(values, startsAtZero, plot.bottom, plot.top, maxValueMarks)
  const times = points.map(({ time }) => time)
  const x: Axis = { place: timePlace(times, plot.left, plot.right) }
  const border = {
    x: 1,
    y: 1,
    width: size.width - 2,
    height: size.height - 2,
    fill: "none",
    stroke: colors.border,
    "stroke-width": 2
  }
  return element(
    "svg",
    { xmlns: "http://www.w3.org/2000/svg", ...size },
    [
      element("rect", { ...size, fill: colors.card }),
      drawText(margin, 40, svgText(title, maxNameLength), { "font-size": titleSize }),
      drawHeader(chart),
      drawAxes(chart, x, y),
      previous === undefined ? "" : drawSeries(previous.points, step, x, y, colors.previous, dashed),
      drawMainLine(points, step, x, y),
      drawPeak(chart, x, y),
      drawLegend(chart),
      element("rect", border)
    ].join("")
  )
}
