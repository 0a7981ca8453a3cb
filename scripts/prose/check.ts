/** Looks through the code of the workspace for comments that begin with a refused word. */
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { type Opening, openings } from "./comments.ts"

/** The folders below the root in which code lies. */
const roots = ["packages", "scripts", "bench", "examples"]

const skipped = new Set(["node_modules", "dist"])

export interface Refused extends Opening {
  /** The file's path below the root, with slashes. */
  readonly path: string
}

const codeFiles = (root: string, folder: string): ReadonlyArray<string> =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : codeFiles(root, path)
    return /\.[mc]?[jt]s$/.test(entry.name) ? [path] : []
  })

export const check = (root: string): ReadonlyArray<Refused> =>
  roots
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => codeFiles(root, folder))
    .sort()
    .flatMap((path) => openings(path, readFileSync(join(root, path), "utf8")).map((opening) => ({ path, ...opening })))

/** The folder for which comments are counted together: a room of a package, or a folder of the others. */
const folderOf = (path: string) => {
  const folders = path.split("/").slice(0, -1)
  return folders.slice(0, folders[0] === "packages" ? 4 : 2).join("/")
}

/** The number of comments of each folder, the highest first. */
export const countByFolder = (refused: ReadonlyArray<Refused>): ReadonlyArray<readonly [string, number]> => {
  const counts = new Map<string, number>()
  for (const { path } of refused) counts.set(folderOf(path), (counts.get(folderOf(path)) ?? 0) + 1)
  return [...counts].sort(([, one], [, other]) => other - one)
}
