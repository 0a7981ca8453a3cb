/** Which files are looked through for links. */
import { readdirSync } from "node:fs"
import { join, sep } from "node:path"

const not = ["node_modules", "dist"]

/** The files in a folder whose names end so, at any depth, but not what is installed or built. */
export const filesIn = (root: string, end: string, folder = ""): ReadonlyArray<string> =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name).split(sep).join("/")
    if (entry.isDirectory()) return not.includes(entry.name) ? [] : filesIn(root, end, path)
    return entry.name.endsWith(end) ? [path] : []
  })
