/** Usage in a page: the chart, one point of it, the period, and the values as a table. */
import type { ShownCall } from "../../model/views/ShownCall.ts"
import { h, makePart, notice } from "../dom.ts"
import { fieldsOf, type Host } from "../host.ts"
import { makeChart, type Shown } from "./chart.ts"
import { makeControls } from "./controls.ts"
import { makeUsageFormats } from "./formats.ts"
import { makePointPicker } from "./pointPicker.ts"
import type { Period, Usage, UsagePoint } from "./readUsage.ts"
import { periodFor, pointsFor, type Step } from "./steps.ts"
import { idOf, readName } from "./subject.ts"
import { makeUsageReader, type ReadUsage } from "./usageReader.ts"
import { valueTable } from "./valueTable.ts"

const pointNames: Readonly<Record<Step, string>> = { hour: "Hour", day: "Day", month: "Month" }

const cannotCall =
  "This client does not let the view call the server, so there is no chart. Ask the assistant for the usage with rows."

/** The step of the points that an answer has. */
const stepOf = (points: Usage["points"] = []): Step => {
  const [first, second] = points
  return first !== undefined && second !== undefined && second.time - first.time < 20 * 3_600_000 ? "hour" : "day"
}

/** The parts of the page. It reads what it lacks, and shows it when it is there. */
export const showUsage = (host: Host, call: ShownCall | undefined, first: Usage): ReadonlyArray<HTMLElement> => {
  const { measure } = first
  const formats = makeUsageFormats(host.locale(), measure)
  const values = fieldsOf(call?.arguments)
  const canRead = call !== undefined && host.canCall()
  let step: Step = values["resolution"] === "hour" ? "hour" : stepOf(first.points)
  let asked: Period = first.period
  let name: string | undefined
  let shown: Shown | undefined
  /** Grows with each choice: an answer to an earlier choice is dropped. */
  let age = 0
  let isTableOpen = false

  const heading = h("h1")
  const when = h("p", { className: "place" })
  const state = makePart(h("div", { className: "state-of-page", attributes: { "aria-live": "polite" } }))
  const figures = h("dl", { className: "figures" })
  const table = makePart(h("div"))
  const read = call === undefined ? undefined : makeUsageReader(host, call, measure.hasHours)

  const chart = makeChart({
    onPoint: (index) => picker.show(index),
    onZoom: (next) => {
      shown = next
      picker.showZoom(
        next === undefined ? undefined : `Shown: ${formats.time(next.min, step)} to ${formats.time(next.max, step)}.`
      )
    }
  })
  const picker = makePointPicker(
    () => chart,
    () => shown
  )
  const controls = makeControls(measure.hasHours ? ["hour", "day", "month"] : ["day", "month"], {
    onStep: (next) => {
      step = next
      void load()
    },
    onPeriod: (next) => {
      asked = next
      void load()
    }
  })
  const drawing = h(
    "section",
    { className: "drawing", hidden: true, attributes: { "aria-label": "Chart" } },
    chart.element,
    picker.element
  )

  const nameOf = (): string => name ?? idOf(values)

  const showHeading = (): void => {
    heading.textContent = `${formats.what}: ${nameOf()}`
  }

  const showFigures = (total: number | undefined, points: ReadonlyArray<UsagePoint>): void => {
    const peak = points.reduce<UsagePoint | undefined>(
      (highest, point) => ((point.value ?? 0) > (highest?.value ?? 0) ? point : highest),
      undefined
    )
    figures.replaceChildren(
      ...pair(measure.isLevel ? "At the end" : "Total", total === undefined ? "not known" : formats.amount(total)),
      ...(peak?.value === undefined
        ? []
        : pair(`Highest ${step}`, `${formats.amount(peak.value)} (${formats.time(peak.time, step)})`))
    )
  }

  const valueText = ({ value, isPartial }: Pick<UsagePoint, "value" | "isPartial">): string => {
    if (value === undefined) return "not known"
    return `${formats.amount(value)}${isPartial === true ? " (only a part is counted)" : ""}`
  }

  const render = ({ points: counted, period, total }: Usage & { readonly points: ReadonlyArray<UsagePoint> }): void => {
    const points = pointsFor(step, measure, counted, period)
    const times = points.map(({ time }) => time)
    when.textContent = `${formats.period(period)} (UTC)`
    controls.show({ step, period })
    showFigures(total, points)
    const lines = [{ name: nameOf(), points, color: 0 }]
    drawing.hidden = points.length === 0
    chart.draw({ step, times, lines, startsAtZero: !measure.isLevel }, formats)
    picker.follow(times, pointNames[step], (index) => {
      const point = points[index]
      return point === undefined ? "" : `${formats.time(point.time, step)}: ${valueText(point)}`
    })
    const last = table.root.querySelector("details")
    isTableOpen = last?.open ?? isTableOpen
    table.show(
      valueTable(
        `${formats.what} by ${step}, ${formats.period(period)} (UTC)`,
        [pointNames[step], formats.what],
        points.map((point) => ({ name: formats.time(point.time, step), cells: [valueText(point)] })),
        isTableOpen
      )
    )
    state.show(points.length === 0 ? notice("info", "Losant has no values for this period.") : undefined)
  }

  const take = (result: ReadUsage): void => {
    if (result._tag === "Read") render(result.usage)
    else state.show(notice("danger", result.why))
  }

  const load = async (): Promise<void> => {
    if (read === undefined) return
    const begun = ++age
    const period = periodFor(step, asked)
    controls.show({ step, period })
    state.show(h("p", { className: "none" }, "Reading…"))
    const result = await read(period, step)
    if (begun === age) take(result)
  }

  const begin = async (): Promise<void> => {
    if (first.points !== undefined) render({ ...first, points: first.points })
    if (!canRead) {
      if (first.points === undefined) state.show(notice("warning", cannotCall))
      return
    }
    if (first.points === undefined) void load()
    name = await readName(host, values)
    showHeading()
  }

  showHeading()
  when.textContent = `${formats.period(first.period)} (UTC)`
  showFigures(first.total, first.points ?? [])
  void begin()
  return [
    h("header", {}, heading, when),
    ...(canRead ? [controls.element] : []),
    state.root,
    drawing,
    figures,
    table.root
  ]
}

const pair = (name: string, value: string): ReadonlyArray<HTMLElement> => [h("dt", {}, name), h("dd", {}, value)]
