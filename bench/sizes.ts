/** How many bytes there are to publish, to install, or to load in a browser. */
import { existsSync, statSync } from "node:fs"
import { rolldown } from "rolldown"
import config from "../packages/mcp-server/rolldown.config.mjs"
import { bundle, effectAlone, type Size, sizeOf } from "./bundle.ts"
import { packages } from "./folders.ts"

/** Programs as an author would begin them. */
export const programs = {
  all: 'export * from "./index.ts"',
  one: 'export { get } from "./InstanceOrg.ts"; export { Losant } from "./Losant.ts"'
} as const

export interface Compared {
  readonly core: Size
  /** What core uses of Effect, without core. */
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

/** The bytes of the server's package as it is published: what its build gives, made in memory, and what npm adds. */
export const sizeOfServerPackage = async (): Promise<number> => {
  const build = await rolldown({ ...config, cwd: server })
  const { output } = await build.generate([config.output].flat()[0])
  await build.close()
  const built = output.map((file) => Buffer.byteLength(file.type === "chunk" ? file.code : file.source))
  const added = ["package.json", "README.md", "LICENSE"].map(bytesOf)
  return [...built, ...added].reduce((sum, bytes) => sum + bytes, 0)
}
