import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { decodePng } from "../../../../test/support/pixels.ts"
import { ChartDrawing } from "./chart.ts"

const chart = {
  title: "Payloads per day",
  subject: "Acme",
  unit: "payloads",
  formatValue: String,
  step: 86_400_000,
  startsAtZero: true,
  points: [
    { time: 0, value: 1 },
    { time: 86_400_000, value: 3 }
  ]
}

it.effect("draws with the renderer, by default", () =>
  Effect.gen(function* () {
    const draw = yield* ChartDrawing
    const { width, height } = decodePng(yield* draw(chart))
    assert.deepEqual([width, height], [1000, 500])
  })
)
