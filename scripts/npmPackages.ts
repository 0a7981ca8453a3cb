/** Installs programs from npm when they are needed. They are tried with the project, which does not depend on them. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { root } from "./package/folders.ts"
import { run } from "./package/run.ts"

export interface NpmPackage {
  readonly package: string
  /** One exact version, so that two runs can be compared. */
  readonly version: string
  /** True if the package works only after its install scripts have run. */
  readonly scripts?: boolean
}

/** Installs a package into a cache folder if it is not there yet. Gives the path of the package. */
export const installPackage = async ({ package: name, version, scripts = false }: NpmPackage): Promise<string> => {
  const folder = join(root, "node_modules/.cache/tried", `${name.replace(/\W+/g, "-")}-${version}`)
  const path = join(folder, "node_modules", name)
  const done = join(folder, "done")
  if (existsSync(done)) return path
  mkdirSync(folder, { recursive: true })
  // Without a manifest here, npm would look for one in the folders above.
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true }))
  const args = ["install", "--no-audit", "--no-fund", `--ignore-scripts=${!scripts}`, `${name}@${version}`]
  await run("npm", args, { cwd: folder, timeout: 300_000 })
  writeFileSync(done, "")
  return path
}

/** Gives the path of a package's program. */
export const programOf = (folder: string, name: string): string => {
  const { bin } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"))
  const file = typeof bin === "string" ? bin : bin?.[name]
  if (typeof file !== "string") throw new Error(`${folder} has no program ${name}.`)
  return join(folder, file)
}
