/** The chart: lines over time, drawn by uPlot in the colours of the host. */
import uPlot from "uplot"
import { h, newId } from "../dom.ts"
import type { UsageFormats } from "./formats.ts"
import type { UsagePoint } from "./readUsage.ts"
import { lengthOf, type Step } from "./steps.ts"

export interface Line {
  readonly name: string
  /** As many as those of the first line, at the same times. */
  readonly points: ReadonlyArray<Pick<UsagePoint, "value">>
  /** Chooses the colour. */
  readonly color: number
  readonly isDashed?: boolean
}

export interface ChartData {
  readonly step: Step
  readonly times: ReadonlyArray<number>
  readonly lines: ReadonlyArray<Line>
  /** True if the axis begins at zero. The axis of a level begins near its lowest value. */
  readonly startsAtZero: boolean
  /** A line across the chart. */
  readonly limit?: { readonly name: string; readonly value: number }
}

/** The times at the ends of the part that is shown. */
export interface Shown {
  readonly min: number
  readonly max: number
}

export interface Chart {
  readonly element: HTMLElement
  readonly draw: (data: ChartData, formats: UsageFormats) => void
  /** Marks a point. A point beside the part that is shown moves that part. */
  readonly point: (index: number) => void
  /** Shows a part, or all if it is undefined. */
  readonly zoom: (shown: Shown | undefined) => void
  /** The canvas as it is drawn now. */
  readonly canvas: () => HTMLCanvasElement | undefined
  /** The colour of a variable of the styles, as the host has it now. */
  readonly colorOf: (variable: string) => string
}

export interface ChartEvents {
  /** The pointer is over a point. */
  readonly onPoint: (index: number) => void
  /** Another part is shown: undefined for all of it. */
  readonly onZoom: (shown: Shown | undefined) => void
}

/** Each colour has a pattern of its own too. */
export const colorCount = 6
const patterns = [[], [10, 3], [2, 3], [12, 3, 2, 3], [6, 6], [1, 5]] as const
const dashes = [5, 5]
const limitDashes = [2, 4]

const narrow = 480
const heights = { narrow: 200, wide: 280 } as const
/** With more points their marks would be one thick line. */
const maxMarks = 62

/** The distances of marks for what is counted one by one. */
const wholeSteps = Array.from({ length: 15 }, (_, power) => [1, 2, 5].map((step) => step * 10 ** power)).flat()

/** The size of a mark's text, in pixels. */
const textSize = 12

const stepOf = (increment: number): Step => {
  if (increment < lengthOf("day")) return "hour"
  return increment < 28 * lengthOf("day") ? "day" : "month"
}

export const makeChart = ({ onPoint, onZoom }: ChartEvents): Chart => {
  const probe = h("span", { className: "probe" })
  const place = h("div", { className: "plot" })
  const element = h("div", { className: "chart", id: newId(), attributes: { "aria-hidden": "true" } }, place, probe)
  let plot: uPlot | undefined
  let drawn: { readonly data: ChartData; readonly formats: UsageFormats } | undefined
  let shown: Shown | undefined
  let marked: number | undefined

  const colorOf = (variable: string): string => {
    probe.style.color = `var(${variable})`
    return getComputedStyle(probe).color
  }

  const sizeOf = () => {
    const width = Math.max(200, element.clientWidth)
    return { width, height: width < narrow ? heights.narrow : heights.wide }
  }

  /** The whole width. A single point stands in the middle. */
  const whole = ({ times, step }: ChartData): Shown => {
    const [min, max] = [times[0] ?? 0, times.at(-1) ?? 0]
    return max > min ? { min, max } : { min: min - lengthOf(step), max: max + lengthOf(step) }
  }

  const drawLimit = (of: uPlot, { limit }: ChartData): void => {
    if (limit === undefined) return
    const y = Math.round(of.valToPos(limit.value, "y", true))
    const { ctx, bbox } = of
    ctx.save()
    ctx.strokeStyle = colorOf("--danger")
    ctx.lineWidth = 2 * uPlot.pxRatio
    ctx.setLineDash(limitDashes.map((length) => length * uPlot.pxRatio))
    ctx.beginPath()
    ctx.moveTo(bbox.left, y)
    ctx.lineTo(bbox.left + bbox.width, y)
    ctx.stroke()
    ctx.restore()
  }

  const rangeOf = ({ startsAtZero, limit }: ChartData, low: number | null, high: number | null): uPlot.Range.MinMax => {
    const top = Math.max(high ?? 0, limit?.value ?? 0)
    if (startsAtZero || low === null) return [0, top === 0 ? 1 : top * 1.08]
    const [min, max] = uPlot.rangeNum(low, Math.max(top, low), 0.1, true)
    return [Math.max(0, min ?? 0), max ?? 1]
  }

  const optionsOf = (data: ChartData, formats: UsageFormats): uPlot.Options => {
    const font = `${textSize}px ${getComputedStyle(document.body).fontFamily}`
    const axis = {
      stroke: colorOf("--quiet"),
      font,
      grid: { stroke: colorOf("--line"), width: 1 },
      ticks: { stroke: colorOf("--line"), width: 1 }
    }
    const widest = (of: uPlot, values: ReadonlyArray<string> | null): number => {
      of.ctx.save()
      of.ctx.font = font
      const widths = (values ?? []).map((text) => of.ctx.measureText(text).width)
      of.ctx.restore()
      return Math.ceil(Math.max(20, ...widths)) + 18
    }
    return {
      ...sizeOf(),
      ms: 1,
      tzDate: (time) => uPlot.tzDate(new Date(time), "Etc/UTC"),
      legend: { show: false },
      cursor: { y: false, drag: { x: true, y: false }, points: { size: 8 } },
      scales: {
        x: { range: (_, min, max) => [min, max] },
        y: { range: (_, low, high) => rangeOf(data, low, high) }
      },
      axes: [
        {
          ...axis,
          space: 90,
          values: (_, marks, __, ___, increment) => marks.map((time) => formats.mark(time, stepOf(increment)))
        },
        {
          ...axis,
          ...(formats.isWhole ? { incrs: wholeSteps } : {}),
          size: widest,
          values: (_, marks) => marks.map((value) => formats.short(value))
        }
      ],
      series: [
        {},
        ...data.lines.map(({ name, color, isDashed }) => {
          const stroke = colorOf(`--series-${color % colorCount}`)
          const dash = isDashed === true ? dashes : [...(patterns[color % colorCount] ?? [])]
          return {
            label: name,
            stroke,
            width: isDashed === true ? 1.5 : 2,
            dash,
            points: { show: isDashed !== true && data.times.length <= maxMarks, size: 5, fill: stroke, stroke }
          }
        })
      ],
      hooks: {
        draw: [(of) => drawLimit(of, data)],
        setCursor: [
          ({ cursor: { idx, left = -1 } }) => {
            if (left < 0 || idx === null || idx === undefined || idx === marked) return
            marked = idx
            onPoint(idx)
          }
        ],
        setScale: [
          (of, key) => {
            const { min, max } = of.scales[key] ?? {}
            if (key !== "x" || min === undefined || max === undefined) return
            const all = whole(data)
            shown = min <= all.min && max >= all.max ? undefined : { min, max }
            onZoom(shown)
          }
        ]
      }
    }
  }

  const zoom = (next: Shown | undefined): void => {
    if (plot !== undefined && drawn !== undefined) plot.setScale("x", next ?? whole(drawn.data))
  }

  const redraw = (): void => {
    if (drawn === undefined) return
    const { data, formats } = drawn
    const before = shown
    plot?.destroy()
    const values = data.lines.map(({ points }) => points.map(({ value }) => value ?? null))
    plot = new uPlot(optionsOf(data, formats), [[...data.times], ...values], place)
    zoom(before)
    if (marked !== undefined) mark(marked)
  }

  const mark = (index: number): void => {
    const time = drawn?.data.times[index]
    if (plot === undefined || drawn === undefined || time === undefined) return
    marked = index
    if (shown !== undefined && (time < shown.min || time > shown.max)) {
      const half = (shown.max - shown.min) / 2
      const all = whole(drawn.data)
      const center = Math.min(Math.max(time, all.min + half), all.max - half)
      zoom({ min: center - half, max: center + half })
    }
    const at = plot
    // The scale is set after this turn.
    queueMicrotask(() => at.setCursor({ left: at.valToPos(time, "x"), top: 0 }))
  }

  const follow = (): void => requestRedraw()
  let isRequested = false
  const requestRedraw = (): void => {
    if (isRequested) return
    isRequested = true
    requestAnimationFrame(() => {
      isRequested = false
      redraw()
    })
  }
  // The host's colours are attributes of the root: a canvas does not follow them by itself.
  new MutationObserver(follow).observe(document.documentElement, {
    attributes: true,
    attributeFilter: ["style", "class", "data-theme"]
  })
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", follow)
  new ResizeObserver(() => {
    const size = sizeOf()
    if (plot !== undefined && (plot.width !== size.width || plot.height !== size.height)) plot.setSize(size)
  }).observe(element)

  return {
    element,
    draw: (data, formats) => {
      drawn = { data, formats }
      shown = undefined
      marked = undefined
      redraw()
      onZoom(undefined)
    },
    point: mark,
    zoom,
    canvas: () => plot?.ctx.canvas,
    colorOf
  }
}
