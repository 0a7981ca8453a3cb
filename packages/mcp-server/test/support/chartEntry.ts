// A program of which the build makes a bundle, to see whether charts can be drawn from it.
import * as Effect from "effect/Effect"
import { ChartDrawing } from "../../src/tools/usage/chart/chart.ts"

const points = [
  { time: 0, value: 1 },
  { time: 86_400_000, value: 3 }
]

ChartDrawing.pipe(
  Effect.flatMap((draw) =>
    draw({ title: "Built", subject: "", unit: "", formatValue: String, step: 86_400_000, startsAtZero: true, points })
  ),
  Effect.runPromise
).then(
  (png) => process.stdout.write(png),
  (error: Error) => {
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  }
)
