/** Finds the files in which links are checked. */
import { readdirSync } from "node:fs"
import { join, sep } from "node:path"

const not = ["node_modules", "dist"]

/** The files of a folder, at any depth, whose names end with `end`. Installed and built files are left out. */
export const filesIn = (root: string, end: string, folder = ""): ReadonlyArray<string> =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name).split(sep).join("/")
    if (entry.isDirectory()) return not.includes(entry.name) ? [] : filesIn(root, end, path)
    return entry.name.endsWith(end) ? [path] : []
  })
