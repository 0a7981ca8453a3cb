/** Draws charts as PNG images with the renderer and the typeface of this package. */
import { readFile } from "node:fs/promises"
import { initWasm, Resvg } from "@resvg/resvg-wasm"
import * as Effect from "effect/Effect"
import { type ChartData, ChartUnavailable } from "./ChartData.ts"
import { chartSvg } from "./chartSvg.ts"
import { encodePng } from "./png.ts"

/** The files that the renderer needs. */
export interface RendererFiles {
  readonly renderer: URL
  readonly typeface: URL
}

// The build copies exactly the files that appear in such expressions, and puts the names of the copies here.
const ownFiles: RendererFiles = {
  renderer: new URL("../../../../node_modules/@resvg/resvg-wasm/index_bg.wasm", import.meta.url),
  typeface: new URL("../../../../node_modules/inter-ui/web/Inter-Regular.woff2", import.meta.url)
}

const readAsset = (what: string, file: URL) =>
  Effect.tryPromise({
    try: () => readFile(file),
    catch: (cause) => new ChartUnavailable(`the ${what} that comes with this server cannot be read`, cause)
  })

/** Makes a function that draws SVG as PNG. A process can initialize the renderer only once. */
export const makeRenderer = Effect.fnUntraced(function* (files: RendererFiles) {
  const typeface = yield* readAsset("typeface", files.typeface)
  const renderer = yield* readAsset("renderer", files.renderer)
  yield* Effect.tryPromise({
    try: () => initWasm(renderer),
    catch: (cause) => new ChartUnavailable("the renderer that comes with this server does not start", cause)
  })
  const tryDraw = <A>(draw: () => A) =>
    Effect.try({ try: draw, catch: (cause) => new ChartUnavailable("the renderer failed", cause) })
  const free = (allocated: { readonly free: () => void }) => Effect.sync(() => allocated.free())
  return (svg: string): Effect.Effect<Uint8Array, ChartUnavailable> =>
    Effect.acquireUseRelease(
      tryDraw(() => new Resvg(svg, { font: { fontBuffers: [typeface] } })),
      (drawing) =>
        Effect.acquireUseRelease(
          tryDraw(() => drawing.render()),
          ({ width, height, pixels }) => Effect.sync(() => encodePng(width, height, pixels)),
          free
        ),
      free
    )
})

const ownRenderer = Effect.runSync(
  // An interrupted initialization could not be repeated, so it is uninterruptible.
  Effect.cached(Effect.uninterruptible(makeRenderer(ownFiles)))
)

/** Draws the chart as a PNG image. */
export const renderChart = (chart: ChartData): Effect.Effect<Uint8Array, ChartUnavailable> =>
  Effect.flatMap(ownRenderer, (render) => render(chartSvg(chart)))
