/** Measures how many bytes are published, installed, or loaded in a browser. */
import { existsSync, statSync } from "node:fs"
import { rolldown } from "rolldown"
import config from "../packages/mcp-server/rolldown.config.mjs"
import { buildPage } from "../packages/mcp-server/viewPages.mjs"
import { bundle, effectAlone, type Size, sizeOf } from "./bundle.ts"
import { packages } from "./folders.ts"

/** The first lines of programs that use core. */
export const programs = {
  all: 'export * from "./index.ts"',
  one: 'export { get } from "./InstanceOrg.ts"; export { Losant } from "./Losant.ts"'
} as const

/** The limits of the sizes. */
export const limits: Readonly<Record<keyof typeof programs, Size>> = {
  all: { minified: 235_000, gzipped: 65_000 },
  one: { minified: 145_000, gzipped: 48_500 }
}

/** The limits of the server's package, in bytes. */
export const packageLimits = { withoutCharts: 2_100_000, all: 5_000_000 } as const

/** The limit for the page of a view. A host passes it to a frame as a whole. */
export const pageLimit: Size = { minified: 420_000, gzipped: 125_000 }

export interface Compared {
  readonly core: Size
  /** The size of the Effect modules that core uses, without core. */
  readonly effect: Size
}

export const sizeOfCore = async (program: keyof typeof programs): Promise<Compared> => {
  const source = programs[program]
  return { core: sizeOf(await bundle(source)), effect: sizeOf(await bundle(await effectAlone(source))) }
}

const server = `${packages}/mcp-server`

const bytesOf = (name: string): number => {
  const path = `${server}/${name}`
  return existsSync(path) ? statSync(path).size : 0
}

export interface PackageSize {
  readonly bytes: number
  /** The bytes of the files that only a chart loads. They are part of the total. */
  readonly ofCharts: number
  /** The same for the pages of the views. */
  readonly ofViews: number
}

const chartModule = "/src/tools/usage/chart/renderChart.ts"

/** The pages of the views are compressed files, and no other file of the package is. */
const isPage = (name: string): boolean => name.endsWith(".gz")

/** Measures the server's package as it is published. It is built in memory. The files that npm adds count too. */
export const sizeOfServerPackage = async (): Promise<PackageSize> => {
  const build = await rolldown({ ...config, cwd: server })
  const { output } = await build.generate([config.output].flat()[0])
  await build.close()
  const built = output.map((file) => ({
    bytes: Buffer.byteLength(file.type === "chunk" ? file.code : file.source),
    isOfViews: isPage(file.fileName),
    // Beside the pages only charts have files that are not modules.
    isOfCharts: file.type === "asset" ? !isPage(file.fileName) : file.moduleIds.some((id) => id.endsWith(chartModule))
  }))
  const added = ["package.json", "README.md", "LICENSE", "THIRD-PARTY.md"].map((name) => ({
    bytes: bytesOf(name),
    isOfViews: false,
    isOfCharts: false
  }))
  const sum = (files: typeof built) => files.reduce((total, { bytes }) => total + bytes, 0)
  return {
    bytes: sum([...built, ...added]),
    ofCharts: sum(built.filter(({ isOfCharts }) => isOfCharts)),
    ofViews: sum(built.filter(({ isOfViews }) => isOfViews))
  }
}

/** The size of the page of a view, with all that is in it. */
export const sizeOfPage = async (name: string): Promise<Size> => sizeOf((await buildPage(name)).html)
