/** Which packages of others are in the server's bundle: those whose modules are in it, and those that these carry. */
import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { rolldown } from "rolldown"
import config from "../../packages/mcp-server/rolldown.config.mjs"

const server = fileURLToPath(new URL("../../packages/mcp-server", import.meta.url))

/** The innermost folder of node_modules in which a module stands, and the name of its package. */
const inPackage = /^(.*node_modules\/((?:@[^/]+\/)?[^/.][^/]*))\//

// The comment that bundlers write above each module of the bundle.
const carried = /^\s*\/\/ ?#region \S*node_modules\/((?:@[^/\s]+\/)?[^/.\s][^/\s]*)\/\S*/gm

/** The package to which a file belongs, or undefined where it is our own. */
export const packageOf = (path: string): { readonly name: string; readonly folder: string } | undefined => {
  const [, folder, name] = path.match(inPackage) ?? []
  return folder === undefined || name === undefined ? undefined : { name, folder }
}

/** The packages that were bundled into a module before it was published. */
export const carriedBy = (code: string): ReadonlyArray<string> => [
  ...new Set([...code.matchAll(carried)].flatMap(([, name]) => (name === undefined ? [] : [name])))
]

export interface Bundled {
  /** By the name of a package, the folder in which it is installed. */
  readonly installed: ReadonlyMap<string, string>
  /** By the name of a package that came within another, the name of that other. */
  readonly carried: ReadonlyMap<string, string>
}

/** Builds the server in memory, and looks what is in it. */
export const findBundled = async (): Promise<Bundled> => {
  const build = await rolldown({ ...config, cwd: server })
  const { output } = await build.generate([config.output].flat()[0])
  await build.close()
  const files = output.flatMap((file) => (file.type === "chunk" ? file.moduleIds : file.originalFileNames))
  const installed = new Map<string, string>()
  const within = new Map<string, string>()
  for (const file of files) {
    const found = packageOf(file)
    if (found === undefined) continue
    installed.set(found.name, found.folder)
    if (!/\.[cm]?js$/.test(file)) continue
    for (const name of carriedBy(readFileSync(file, "utf8"))) within.set(name, found.name)
  }
  return { installed, carried: new Map([...within].filter(([name]) => !installed.has(name))) }
}
