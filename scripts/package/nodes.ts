/** Installs the versions of Node with which the packages are tried, from the npm package `node`. */
import { existsSync, mkdirSync, writeFileSync } from "node:fs"
import { delimiter, dirname, join } from "node:path"
import { root } from "./folders.ts"
import { run } from "./run.ts"

export const majors = [20, 22, 24] as const

export interface NodeVersion {
  /** The version that Node itself prints, for example v22.1.0. */
  readonly version: string
  readonly program: string
  /** An environment in which `node` is this version. */
  readonly env: Readonly<Record<string, string | undefined>>
}

const cache = join(root, "node_modules/.cache/node")

const install = async (major: number): Promise<string> => {
  const folder = join(cache, String(major))
  const program = join(folder, "node_modules/node/bin/node")
  if (existsSync(program)) return program
  mkdirSync(folder, { recursive: true })
  // Without a manifest here, npm would look for one in the folders above.
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true }))
  // The install script of the package fetches the binary for this system.
  const args = ["install", "--no-audit", "--no-fund", "--ignore-scripts=false", `node@${major}`]
  await run("npm", args, { cwd: folder, timeout: 300_000 })
  if (!existsSync(program)) throw new Error(`The npm package node@${major} brought no binary for this system.`)
  return program
}

/** Finds a version of Node, or installs it into a cache folder. */
export const findNode = async (major: number): Promise<NodeVersion> => {
  const isOwn = process.version.startsWith(`v${major}.`)
  const program = isOwn ? process.execPath : await install(major)
  const version = (await run(program, ["--version"], { cwd: root })).trim()
  if (!version.startsWith(`v${major}.`)) throw new Error(`${program} is ${version}, where Node ${major} was asked for.`)
  return { version, program, env: { ...process.env, PATH: `${dirname(program)}${delimiter}${process.env["PATH"]}` } }
}
