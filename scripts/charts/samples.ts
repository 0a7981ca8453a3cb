/** Charts of usage as answers have them: of all lengths, and of values and names that are hard to draw. */
import type { ChartData } from "../../packages/mcp-server/src/tools/usage/chart/ChartData.ts"
import { drawableName } from "../../packages/mcp-server/src/tools/usage/chart/textWidth.ts"
import { measureOf } from "../../packages/mcp-server/src/tools/usage/measures.ts"
import { type Period, previousPeriod } from "../../packages/mcp-server/src/tools/usage/periods.ts"
import { lengthOf, readUsage } from "../../packages/mcp-server/src/tools/usage/readings.ts"
import { makeUsageChart } from "../../packages/mcp-server/src/tools/usage/usageChart.ts"

const hour = 3_600_000
const day = 24 * hour
const end = Date.UTC(2026, 10, 23)
const id = "575ec8687ae143cd83dc4a97"

/** The value of a point by its number and its time; undefined if Losant does not answer it. */
type ValueAt = (index: number, time: number) => number | undefined

interface Sample {
  /** The words below the chart. */
  readonly caption: string
  readonly chart: ChartData
}

interface Options {
  readonly name?: string
  readonly action?: "payloadCountsBreakdown" | "deviceCounts" | "notebookMinuteCounts"
  readonly resolution?: number
  readonly asBytes?: boolean
  readonly previous?: boolean
}

/** Busier by day and on weekdays, as most devices are, and a little more from day to day. */
const weekly: ValueAt = (_, time) => {
  const weekday = new Date(time).getUTCDay()
  const byDay = 1 - 0.5 * Math.cos((2 * Math.PI * (new Date(time).getUTCHours() + 0.5)) / 24)
  const noise = 0.1 * Math.sin(time / day) + (time - end) / (2_000 * day)
  return Math.round((weekday === 0 || weekday === 6 ? 2_400 : 5_100) * byDay * (1 + noise))
}

const sample = (
  caption: string,
  period: Period,
  valueAt: ValueAt,
  {
    name = "Harborview Apartments",
    action = "payloadCountsBreakdown",
    resolution = day,
    asBytes = false,
    previous = true
  }: Options = {}
): Sample => {
  const measure = measureOf(`instanceOrg.${action}`, { resolution, asBytes })
  if (measure === undefined) throw new Error(`${action} has no series`)
  const step = lengthOf(measure.step)
  const readingOf = ({ start, end }: Period) => {
    const first = Math.floor(start / step) * step
    const counts = Array.from({ length: Math.ceil((end - first) / step) }, (_, index) => {
      const time = first + index * step
      const value = valueAt(index, time)
      return { date: new Date(time).toISOString(), ...(value === undefined ? {} : { [measure.main]: value }) }
    })
    return readUsage(measure, { counts })
  }
  const before = previousPeriod(period)
  const chart = makeUsageChart(
    measure,
    readingOf(period),
    previous ? { _tag: "Read", period: before, reading: readingOf(before) } : undefined,
    drawableName(name, id, `Organization ${id}`),
    period
  )
  if (chart === undefined) throw new Error(`${caption}: there is nothing to draw`)
  return { caption, chart }
}

const last = (days: number): Period => ({ start: end - days * day, end })

export const samples: ReadonlyArray<Sample> = [
  ...[1, 2, 7, 14, 28, 30, 90, 365].map((days) => sample(days === 1 ? "1 day" : `${days} days`, last(days), weekly)),
  sample("a calendar month", { start: Date.UTC(2026, 9, 1), end: Date.UTC(2026, 10, 1) }, weekly),
  sample("three calendar months", { start: Date.UTC(2026, 7, 1), end: Date.UTC(2026, 10, 1) }, weekly),
  sample("1 day by the hour", last(1), weekly, { resolution: hour }),
  sample("2 days by the hour", last(2), weekly, { resolution: hour }),
  sample("14 days by the hour", last(14), weekly, { resolution: hour }),
  sample("the ends cut a day", { start: end - 10 * day - 7 * hour, end: end - 5 * hour }, weekly),
  sample("flat: devices", last(28), () => 34, { action: "deviceCounts" }),
  sample("flat: payloads", last(28), () => 5_000),
  sample("devices that grow", last(90), (index) => 3_400 + index * 3, { action: "deviceCounts" }),
  sample("zero", last(28), () => 0),
  sample("devices: zero", last(28), () => 0, { action: "deviceCounts" }),
  sample("one in all", last(28), (index) => (index === 9 ? 1 : 0), { previous: false }),
  sample("huge", last(28), (index) => 9_000_000_000_000 + index * 2_000_000_000),
  sample("huge, in bytes", last(28), (index) => 900_000_000_000_000 - index * 7_000_000_000_000, { asBytes: true }),
  sample("a peak at the first day", last(28), (index) => (index === 0 ? 900_000 : 5)),
  sample("a peak at the last day", last(28), (index) => (index % 28 === 27 ? 900_000 : 5)),
  sample("missing days", last(28), (index, time) => (index % 9 > 5 ? undefined : weekly(index, time))),
  sample("known on two days only", last(28), (index) => (index % 20 === 3 ? 700 : undefined)),
  sample("notebook minutes", last(28), (index) => index % 5, { action: "notebookMinuteCounts" }),
  ...[
    ["in Chinese", "北京智能科技有限公司"],
    ["in Chinese and Latin", "北京 Smart Tech 有限公司"],
    ["in Arabic", "مرحبا بكم في الشركة"],
    ["with emoji", "🚀 Rockets 🚀"],
    ["in Latin, Greek and Cyrillic", "Ångström Ωμέγα Борис"],
    ["with many words", `${"A very long name of an organization ".repeat(4)}end`],
    ["with many wide letters", "W".repeat(120)],
    ["with markup and hidden characters", '<b>"&\u202e\n\u0000</b>']
  ].map(([caption = "", name = ""]) => sample(`a name ${caption}`, last(28), weekly, { name }))
]
