// Draws charts of all kinds side by side, so that a person sees what no test does.
//   npm run charts [-- --output FILE --columns 3 --from 0 --count 12]
import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import * as Path from "node:path"
import { parseArgs } from "node:util"
import { initWasm, Resvg } from "@resvg/resvg-wasm"
import { size } from "../../packages/mcp-server/src/tools/usage/chart/chartStyle.ts"
import { chartSvg } from "../../packages/mcp-server/src/tools/usage/chart/chartSvg.ts"
import { element, svgText } from "../../packages/mcp-server/src/tools/usage/chart/svg.ts"
import { samples } from "./samples.ts"

const { values } = parseArgs({
  options: {
    output: { type: "string", default: "dist/charts.png" },
    columns: { type: "string", default: "3" },
    from: { type: "string", default: "0" },
    count: { type: "string", default: String(samples.length) }
  }
})
const columns = Number(values.columns)
const chosen = samples.slice(Number(values.from)).slice(0, Number(values.count))
const gap = 20
const captionHeight = 34
const cell = { width: size.width + gap, height: size.height + captionHeight + gap }
const sheet = { width: columns * cell.width + gap, height: Math.ceil(chosen.length / columns) * cell.height + gap }

const charts = chosen.map(({ caption, chart }, index) => {
  const x = gap + (index % columns) * cell.width
  const y = gap + Math.floor(index / columns) * cell.height
  const words = element("text", { x, y: y + 24, "font-family": "Inter", "font-size": 22 }, svgText(caption, 60))
  return words + element("g", { transform: `translate(${x} ${y + captionHeight})` }, chartSvg(chart))
})

const server = createRequire(new URL("../../packages/mcp-server/package.json", import.meta.url))
await initWasm(readFileSync(server.resolve("@resvg/resvg-wasm/index_bg.wasm")))
const typeface = readFileSync(server.resolve("inter-ui/web/Inter-Regular.woff2"))
const svg = element(
  "svg",
  { xmlns: "http://www.w3.org/2000/svg", ...sheet },
  element("rect", { ...sheet, fill: "#e5e7eb" }) + charts.join("")
)
mkdirSync(Path.dirname(values.output), { recursive: true })
writeFileSync(values.output, new Resvg(svg, { font: { fontBuffers: [typeface] } }).render().asPng())
console.log(`${chosen.length} charts in ${values.output}`)
