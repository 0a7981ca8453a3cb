import { fileURLToPath } from "node:url"
import { assert, beforeAll, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { type Area, type Color, colorsIn, contrast, decodePng, type Pixels } from "../../../../test/support/pixels.ts"
import type { ChartData } from "./ChartData.ts"
import { plot, size } from "./chartStyle.ts"
import { makeRenderer, renderChart } from "./renderChart.ts"

const day = 86_400_000
const first = Date.UTC(2026, 9, 23, 5)
const points = (values: ReadonlyArray<number>) => values.map((value, index) => ({ time: first + index * day, value }))

const rising: ChartData = {
  title: "Payloads per day",
  subject: "Plant Köln",
  unit: "payloads",
  formatValue: String,
  step: day,
  startsAtZero: true,
  points: points(Array.from({ length: 31 }, (_, index) => 100 * (index + 1))),
  previous: { name: "The 31 days before", points: points(Array.from({ length: 31 }, () => 500)) }
}

const inner: Area = { left: plot.left + 2, right: plot.right - 2, top: plot.top + 2, bottom: plot.bottom - 2 }
const title: Area = { left: 20, right: 500, top: 15, bottom: 45 }
const times: Area = { left: 20, right: plot.right, top: plot.bottom + 10, bottom: plot.bottom + 28 }

const isBlue = ([red, , blue]: Color) => blue > red + 100
const isAmber = ([red, , blue]: Color) => red > blue + 100

/** The rows in which a column of pixels shows such a colour. */
const rowsOf = (image: Pixels, x: number, is: (color: Color) => boolean) =>
  Array.from({ length: inner.bottom - inner.top }, (_, index) => inner.top + index).filter((y) =>
    is(image.colorAt(x, y))
  )

/** The colour of an area that differs most from its most frequent one, and how much. */
const strongest = (image: Pixels, area: Area) => {
  const [[ground] = [[0, 0, 0] as const], ...others] = colorsIn(image, area)
  return Math.max(...others.map(([color]) => contrast(color, ground)))
}

describe("a chart", () => {
  let png: Uint8Array
  let image: Pixels
  beforeAll(async () => {
    png = await Effect.runPromise(renderChart(rising))
    image = decodePng(png)
  })

  it("is an image as large as a chat window shows it, and no larger than it need be", () => {
    assert.deepEqual([image.width, image.height], [size.width, size.height])
    assert.deepEqual([image.width, image.height], [1000, 500])
    assert.isAtMost(png.length, 60_000)
  })

  it("is not blank where the lines are", () => {
    const all = colorsIn(image, inner)
    const pixels = (inner.right - inner.left) * (inner.bottom - inner.top)
    assert.isAbove(
      all.filter(([color]) => isBlue(color)).reduce((sum, [, count]) => sum + count, 0),
      1000
    )
    assert.isAbove(
      all.filter(([color]) => isAmber(color)).reduce((sum, [, count]) => sum + count, 0),
      300
    )
    assert.isAbove(all[0]?.[1] ?? 0, 0.8 * pixels)
  })

  it("shows what rises as rising, and what stays as level", () => {
    const heights = [0.2, 0.4, 0.6, 0.8].map((share) => {
      const x = Math.round(plot.left + share * (plot.right - plot.left))
      return rowsOf(image, x, isBlue)[0] ?? 0
    })
    assert.deepEqual(
      heights,
      [...heights].sort((one, other) => other - one)
    )
    assert.isAbove((heights[0] ?? 0) - (heights[3] ?? 0), 120)
    const levels = Array.from({ length: inner.right - inner.left }, (_, index) => inner.left + index).flatMap((x) =>
      rowsOf(image, x, isAmber)
    )
    assert.isAtMost(Math.max(...levels) - Math.min(...levels), 4)
  })

  // It brings its own background along, so that it does not depend on the window's.
  it("lets nothing of the window shine through", () => {
    assert.isTrue(image.isOpaque)
  })

  it.each([
    [
      "light",
      [
        [255, 255, 255],
        [246, 248, 250]
      ]
    ],
    [
      "dark",
      [
        [0, 0, 0],
        [13, 17, 23],
        [31, 31, 31]
      ]
    ]
  ] as const)("has an edge that shows in a %s window", (_, windows) => {
    const edges = [image.colorAt(0, 250), image.colorAt(999, 250), image.colorAt(500, 0), image.colorAt(500, 499)]
    for (const window of windows) for (const edge of edges) assert.isAtLeast(contrast(edge, window), 3)
  })

  it("has texts and lines that stand out from its ground", () => {
    assert.isAtLeast(strongest(image, title), 4.5)
    assert.isAtLeast(strongest(image, times), 4.5)
    const all = colorsIn(image, inner)
    const ground = all[0]?.[0] ?? [0, 0, 0]
    const line = all.find(([color]) => isBlue(color))?.[0] ?? ground
    const dashes = all.find(([color]) => isAmber(color))?.[0] ?? ground
    assert.isAtLeast(contrast(line, ground), 4.5)
    assert.isAtLeast(contrast(dashes, ground), 3)
  })
})

it.effect("is drawn of a year of days and of fourteen days of hours", () =>
  Effect.gen(function* () {
    for (const [count, step] of [
      [400, day],
      [336, 3_600_000]
    ] as const) {
      const many = Array.from({ length: count }, (_, index) => ({
        time: first + index * step,
        value: (index * 7919) % 1000
      }))
      const png = yield* renderChart({ ...rising, step, points: many })
      assert.isAbove(colorsIn(decodePng(png), inner).length, 1)
      assert.isAtMost(png.length, 100_000)
    }
  })
)

it.effect("is drawn whatever an organization is called", () =>
  Effect.gen(function* () {
    for (const subject of [
      "",
      '"/><image href="file:///etc/passwd"/>',
      "\u0000\uD800\uFFFE\u202E",
      "]]>",
      "&amp;",
      "日本 عربي 😀"
    ]) {
      const image = decodePng(yield* renderChart({ ...rising, subject }))
      assert.equal(image.width, 1000, subject)
    }
  })
)

describe("the renderer", () => {
  const here = new URL(import.meta.url)
  const missing = new URL("../../../../test/chart/none", import.meta.url)

  it.effect.each([
    ["renderer", { renderer: missing, typeface: here }],
    ["typeface", { renderer: here, typeface: missing }]
  ] as const)("says that its %s is missing, and keeps the path for the log", ([what, files]) =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(makeRenderer(files))
      assert.equal(error._tag, "ChartUnavailable")
      assert.equal(error.message, `the ${what} that comes with this server cannot be read`)
      assert.include(String(error.cause), fileURLToPath(missing))
    })
  )

  it.effect("says that it does not start with a file that is no renderer", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(makeRenderer({ renderer: here, typeface: here }))
      assert.equal(error.message, "the renderer that comes with this server does not start")
    })
  )
})
