/** Measures how many bytes are published, installed, or loaded in a browser. */
import { existsSync, statSync } from "node:fs"
import { rolldown } from "rolldown"
import config from "../packages/mcp-server/rolldown.config.mjs"
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
}

const chartModule = "/src/tools/usage/chart/renderChart.ts"

/** Measures the server's package as it is published. It is built in memory. The files that npm adds count too. */
export const sizeOfServerPackage = async (): Promise<PackageSize> => {
  const build = await rolldown({ ...config, cwd: server })
  const { output } = await build.generate([config.output].flat()[0])
  await build.close()
  const built = output.map((file) => ({
    bytes: Buffer.byteLength(file.type === "chunk" ? file.code : file.source),
    // Only charts have files that are not modules.
    isOfCharts: file.type === "asset" || file.moduleIds.some((id) => id.endsWith(chartModule))
  }))
  const added = ["package.json", "README.md", "LICENSE", "THIRD-PARTY.md"].map((name) => ({
    bytes: bytesOf(name),
    isOfCharts: false
  }))
  const sum = (files: typeof built) => files.reduce((total, { bytes }) => total + bytes, 0)
  return { bytes: sum([...built, ...added]), ofCharts: sum(built.filter(({ isOfCharts }) => isOfCharts)) }
}
