/** Charts of series over time. What draws them is large, and loaded when the first one is asked for. */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import { type ChartData, ChartUnavailable } from "./ChartData.ts"

/** Draws charts as PNG images. */
export const ChartDrawing = Context.Reference<(chart: ChartData) => Effect.Effect<Uint8Array, ChartUnavailable>>(
  "@effect-losant/mcp-server/ChartDrawing",
  {
    defaultValue: () => (chart) =>
      Effect.tryPromise({
        try: () => import("./renderChart.ts"),
        catch: (cause) => new ChartUnavailable("the part of this server that draws charts cannot be loaded", cause)
      }).pipe(Effect.flatMap(({ renderChart }) => renderChart(chart)))
  }
)
