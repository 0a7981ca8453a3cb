/** Programs from npm that are tried with the project, and are no dependencies of it: installed when they are needed. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { root } from "./package/folders.ts"
import { run } from "./package/run.ts"

export interface Wanted {
  readonly package: string
  /** One version and no range, so that two runs compare. */
  readonly version: string
  /** True if it works only after its install scripts. */
  readonly scripts?: boolean
}

/** Installs a package into a cache folder, where it is not there yet, and gives the path of its folder. */
export const installed = async ({ package: name, version, scripts = false }: Wanted): Promise<string> => {
  const folder = join(root, "node_modules/.cache/tried", `${name.replace(/\W+/g, "-")}-${version}`)
  const path = join(folder, "node_modules", name)
  const done = join(folder, "done")
  if (existsSync(done)) return path
  mkdirSync(folder, { recursive: true })
  // A manifest of its own, so that npm does not look for one in the folders above.
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true }))
  const args = ["install", "--no-audit", "--no-fund", `--ignore-scripts=${!scripts}`, `${name}@${version}`]
  await run("npm", args, { cwd: folder, timeout: 300_000 })
  writeFileSync(done, "")
  return path
}

/** The path of a package's program. */
export const programOf = (folder: string, name: string): string => {
  const { bin } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"))
  const file = typeof bin === "string" ? bin : bin?.[name]
  if (typeof file !== "string") throw new Error(`${folder} has no program ${name}.`)
  return join(folder, file)
}
