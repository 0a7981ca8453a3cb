/** The versions of Node that the packages are tried on, as the npm package `node` brings them. */
import { existsSync, mkdirSync, writeFileSync } from "node:fs"
import { delimiter, dirname, join } from "node:path"
import { root } from "./folders.ts"
import { run } from "./run.ts"

export const majors = [20, 22, 24] as const

export interface NodeVersion {
  /** As it says itself: v22.1.0. */
  readonly version: string
  readonly program: string
  /** An environment in which `node` is this one. */
  readonly env: Readonly<Record<string, string | undefined>>
}

const cache = join(root, "node_modules/.cache/node")

const install = async (major: number): Promise<string> => {
  const folder = join(cache, String(major))
  const program = join(folder, "node_modules/node/bin/node")
  if (existsSync(program)) return program
  mkdirSync(folder, { recursive: true })
  // A manifest of its own, so that npm does not look for one in the folders above.
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true }))
  // Its install script brings the binary of this system.
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
