/** Finds the packages in the server's bundle: those whose modules are in it, and those that are bundled into these. */
import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { rolldown } from "rolldown"
import config from "../../packages/mcp-server/rolldown.config.mjs"
import { buildPage, pageNames } from "../../packages/mcp-server/viewPages.mjs"

const server = fileURLToPath(new URL("../../packages/mcp-server", import.meta.url))

/** Matches the folder of a module's package in the innermost node_modules, and the name of the package. */
const inPackage = /^(.*node_modules\/((?:@[^/]+\/)?[^/.][^/]*))\//

// Bundlers write such a line above each module that they have bundled.
const carried = /^\s*\/\/ ?#region \S*node_modules\/((?:@[^/\s]+\/)?[^/.\s][^/\s]*)\/\S*/gm

/** Gives the package of a file, or `undefined` for a file of our own. */
export const packageOf = (path: string): { readonly name: string; readonly folder: string } | undefined => {
  const [, folder, name] = path.match(inPackage) ?? []
  return folder === undefined || name === undefined ? undefined : { name, folder }
}

/** Gives the packages that were bundled into a module before it was published. */
export const carriedBy = (code: string): ReadonlyArray<string> => [
  ...new Set([...code.matchAll(carried)].flatMap(([, name]) => (name === undefined ? [] : [name])))
]

export interface Bundled {
  /** The folders of the installed packages, by their names. */
  readonly installed: ReadonlyMap<string, string>
  /** The packages that are bundled into another package. Each name is mapped to the name of the other package. */
  readonly carried: ReadonlyMap<string, string>
}

/** Builds the server in memory, and finds the packages in it. */
export const findBundled = async (): Promise<Bundled> => {
  const build = await rolldown({ ...config, cwd: server })
  const { output } = await build.generate([config.output].flat()[0])
  await build.close()
  const pages = await Promise.all(pageNames.map(buildPage))
  const files = [
    ...output.flatMap((file) => (file.type === "chunk" ? file.moduleIds : file.originalFileNames)),
    ...pages.flatMap(({ moduleIds }) => moduleIds)
  ]
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
