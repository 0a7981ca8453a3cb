// A copy of the repository in which an action can be added.
import { execFileSync } from "node:child_process"
import { createHash } from "node:crypto"
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync
} from "node:fs"
import { tmpdir } from "node:os"
import { basename, dirname, join } from "node:path"

const tracked = (root: string): ReadonlyArray<string> =>
  execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: root, encoding: "utf8" })
    .split("\0")
    .filter((path) => path !== "" && existsSync(join(root, path)))

// The packages of the workspace are linked by relative paths, which lead to those of the copy.
const workspace = "@effect-losant"

/** Links the modules that are installed in a folder, but for those of the workspace, which are those of the copy. */
const linkModules = (from: string, to: string): void => {
  mkdirSync(to, { recursive: true })
  for (const name of readdirSync(from)) {
    // Caches of tools stay where they are.
    if (name.startsWith(".") && name !== ".pnpm" && name !== ".bin") continue
    if (name === workspace) cpSync(join(from, name), join(to, name), { recursive: true, verbatimSymlinks: true })
    else symlinkSync(join(from, name), join(to, name))
  }
}

/** Copies the repository's files to a new folder, and gives its path. */
export const copyRepository = (root: string): string => {
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), "new-action-")))
  for (const path of tracked(root)) {
    mkdirSync(dirname(join(scratch, path)), { recursive: true })
    cpSync(join(root, path), join(scratch, path))
  }
  for (const manifest of tracked(root).filter((path) => basename(path) === "package.json")) {
    const modules = join(dirname(manifest), "node_modules")
    if (existsSync(join(root, modules))) linkModules(join(root, modules), join(scratch, modules))
  }
  // The linter asks git which files it is to ignore.
  execFileSync("git", ["init", "--quiet"], { cwd: scratch })
  return scratch
}

export const remove = (scratch: string): void => rmSync(scratch, { recursive: true, force: true })

/** The digests of what `read` gives of each file, by path. A file of which it gives nothing is left out. */
export const digests = (
  scratch: string,
  read: (path: string, text: string) => string | undefined
): ReadonlyMap<string, string> =>
  new Map(
    tracked(scratch).flatMap((path) => {
      const text = read(path, readFileSync(join(scratch, path), "utf8"))
      return text === undefined ? [] : [[path, createHash("sha256").update(text).digest("hex")] as const]
    })
  )

/** The paths whose digests differ. */
export const changedPaths = (
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>
): ReadonlyArray<string> =>
  [...new Set([...before.keys(), ...after.keys()])].filter((path) => before.get(path) !== after.get(path)).sort()
