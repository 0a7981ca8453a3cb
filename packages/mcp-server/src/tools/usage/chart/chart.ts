/** Draws charts. The renderer is large, so it is loaded for the first chart. */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import { type ChartData, ChartUnavailable } from "./ChartData.ts"

/** Draws a chart as a PNG image. */
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
