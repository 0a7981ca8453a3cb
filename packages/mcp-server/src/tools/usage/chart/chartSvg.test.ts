import { assert, describe, it } from "@effect/vitest"
import type { ChartData } from "./ChartData.ts"
import { chartSvg } from "./chartSvg.ts"

const day = 86_400_000
const first = Date.UTC(2026, 9, 23, 5)
const at = (index: number, value?: number, step = day) => ({
  time: first + index * step,
  ...(value === undefined ? {} : { value })
})
const chart: ChartData = {
  title: "Payloads per day",
  subject: "Plant Köln",
  unit: "payloads",
  formatValue: (value) => value.toLocaleString("en-US"),
  step: day,
  startsAtZero: true,
  points: [at(0, 1000), at(1, 3000), at(2, 2000)]
}

const texts = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text)
const paths = (svg: string) => [...svg.matchAll(/<path d="([^"]*)"/g)].map(([, path = ""]) => path)

describe("a chart", () => {
  it("has a title, a subject, the unit, marks at both axes, the time zone, and its peak", () => {
    assert.deepEqual(texts(chartSvg(chart)), [
      "Payloads per day",
      "Plant Köln",
      "0",
      "1,000",
      "2,000",
      "3,000",
      "4,000",
      "Fri 23 Oct",
      "Sat 24 Oct",
      "Sun 25 Oct",
      "payloads",
      "UTC",
      "3,000 on 2026-10-24"
    ])
  })

  it("names hours", () => {
    const hour = 3_600_000
    const svg = chartSvg({ ...chart, step: hour, points: [at(0, 1, hour), at(1, 2, hour)] })
    assert.includeMembers(texts(svg), ["23 Oct 05:00", "2 on 2026-10-23 06:00"])
  })

  it("draws the previous period as a second, dashed line, and names both", () => {
    const svg = chartSvg({ ...chart, previous: { name: "The 3 days before", points: [at(0, 5), at(1, 6), at(2, 7)] } })
    assert.includeMembers(texts(svg), ["Payloads per day", "The 3 days before"])
    // Two lines, and a piece of each as the legend.
    assert.equal(paths(svg).length, 4)
    assert.equal([...svg.matchAll(/stroke-dasharray/g)].length, 2)
    assert.notInclude(chartSvg(chart), "stroke-dasharray")
  })

  it("has a gap if a value is unknown or a day is missing, but not if a day has 25 hours", () => {
    const lines = (points: ChartData["points"]) => paths(chartSvg({ ...chart, points }))[0]?.match(/M/g)?.length
    assert.equal(lines([at(0, 1), at(1, 2), at(2, 3)]), 1)
    assert.equal(lines([at(0, 1), at(1, 2), at(2), at(3, 4), at(4, 5)]), 2)
    assert.equal(lines([at(0, 1), at(1, 2), at(3, 4), at(4, 5)]), 2)
    assert.equal(lines([at(0, 1), at(25 / 24, 3)]), 1)
  })

  it("labels the time axis with the times of the first line only", () => {
    const svg = chartSvg({
      ...chart,
      points: [at(0, 1), at(1, 2)],
      previous: { name: "The period before", points: [at(-0.25, 3), at(0.75, 4)] }
    })
    assert.deepEqual(
      texts(svg).filter((text = "") => /^\w{3} \d\d Oct$/.test(text)),
      ["Fri 23 Oct", "Sat 24 Oct"]
    )
  })

  it("shows partial values as hollow points apart from the line, and says so", () => {
    const cut = { ...at(2, 2000), isPartial: true }
    const svg = chartSvg({ ...chart, points: [at(0, 1000), at(1, 3000), cut] })
    assert.include(texts(svg), "Hollow: only a part of the day")
    assert.deepEqual(
      paths(svg).map((path) => path.match(/[ML]/g)?.length),
      [2]
    )
    assert.equal([...svg.matchAll(/<circle[^>]* fill="#ffffff"/g)].length, 1)
    assert.notInclude(texts(chartSvg(chart)).join(), "Hollow")
  })

  it("says where an axis begins that does not begin at zero", () => {
    const level = { ...chart, startsAtZero: false, unit: "devices" }
    assert.include(texts(chartSvg(level)), "devices; axis begins at 1,000, not at 0")
    assert.include(texts(chartSvg({ ...level, unit: "" })), "axis begins at 1,000, not at 0")
    assert.include(texts(chartSvg({ ...level, points: [at(0, 0), at(1, 9)] })), "devices")
  })

  it("keeps the other line out of the label of the peak", () => {
    const svg = chartSvg({ ...chart, previous: { name: "The period before", points: [at(0, 3000), at(1, 3400)] } })
    const label = svg.indexOf("3,000 on 2026-10-24")
    assert.isBelow(svg.indexOf('stroke-dasharray="7 6"'), svg.lastIndexOf('fill="#ffffff"', label))
  })

  it("shows a single value as a dot", () => {
    const svg = chartSvg({
      ...chart,
      points: [at(0, 1)],
      previous: { name: "The day before", points: [at(0, 2)] }
    })
    // Two dots and the peak, beside the legend.
    assert.equal([...svg.matchAll(/<circle/g)].length, 3)
    assert.include(svg, '#9a6700" stroke="#ffffff"')
  })

  it("says what it is about: the name, the period and the total", () => {
    const svg = chartSvg({ ...chart, period: "October 2026 (UTC)", total: "Total: 6,000" })
    assert.includeMembers(texts(svg), ["Plant Köln", "October 2026 (UTC)", "Total: 6,000"])
  })

  it("does not take a partial value for the peak", () => {
    const svg = chartSvg({ ...chart, points: [{ ...at(0, 9000), isPartial: true }, at(1, 3000), at(2, 2000)] })
    assert.include(texts(svg), "3,000 on 2026-10-24")
  })

  it("names no day of a line that never rises", () => {
    assert.include(texts(chartSvg({ ...chart, points: [at(0, 7), at(1, 7), at(2, 7)] })), "7")
    assert.include(texts(chartSvg({ ...chart, points: [at(0, 7)] })), "7 on 2026-10-23")
  })

  it("draws a thinner line of many points", () => {
    const width = (count: number) =>
      chartSvg({ ...chart, points: Array.from({ length: count }, (_, index) => at(index, index)) }).match(
        /stroke="#0b5cad"[^>]*stroke-width="([\d.]+)"/
      )?.[1]
    assert.deepStrictEqual([width(90), width(365)], ["3", "1.5"])
  })

  it("keeps a hostile name from being markup, and shows what is hidden in it", () => {
    const svg = chartSvg({ ...chart, subject: '</text><image href="file:///x"/>\u202E' })
    assert.notInclude(svg, "<image")
    assert.notInclude(svg, "\u202E")
    assert.include(texts(svg)[1] ?? "", "\\u{202E}")
  })
})
