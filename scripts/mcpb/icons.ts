/** Draws the bundle's icons as PNG, since clients take no SVG, and the server's icons are SVG. */
import { readFile } from "node:fs/promises"
import { createRequire } from "node:module"
import { initWasm, Resvg } from "@resvg/resvg-wasm"
import { icons as drawings } from "../../packages/mcp-server/src/config/serverInfo.ts"
import { icons } from "./manifest.ts"

const drawingFor = (theme: "light" | "dark"): string => {
  const drawing = drawings().find((icon) => icon.theme === theme)
  if (drawing === undefined) throw new Error(`The server has no icon for a ${theme} background.`)
  return drawing.src
}

/** Gives the drawing with a transparent ground, or without a theme on a dark tile, which is visible everywhere. */
const svgOf = (theme: "light" | "dark" | undefined): string => {
  const [ground, inset] = theme === undefined ? ['<rect width="16" height="16" rx="3.5" fill="#043"/>', 2.5] : ["", 0]
  const size = 16 - 2 * inset
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">${ground}` +
    `<image x="${inset}" y="${inset}" width="${size}" height="${size}" href="${drawingFor(theme ?? "dark")}"/></svg>`
  )
}

// The renderer can be initialized only once in a process.
let renderer: Promise<void> | undefined

/** Gives the icons of the manifest, by the names of their files. */
export const drawIcons = async (): Promise<ReadonlyMap<string, Uint8Array>> => {
  renderer ??= readFile(createRequire(import.meta.url).resolve("@resvg/resvg-wasm/index_bg.wasm")).then(initWasm)
  await renderer
  return new Map(
    icons.map((icon) => {
      const svg = svgOf("theme" in icon ? icon.theme : undefined)
      const drawing = new Resvg(svg, { fitTo: { mode: "width", value: Number.parseInt(icon.size, 10) } }).render()
      return [icon.src, drawing.asPng()]
    })
  )
}
