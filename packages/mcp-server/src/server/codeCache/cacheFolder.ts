/** The folder of the code cache: it has to belong to the user alone. */
import { lstatSync, mkdirSync } from "node:fs"
import * as Path from "node:path"
import * as Result from "effect/Result"
import { type Machine, pathOf, thisMachine, windowsFolder, xdgFolder } from "../../config/userFolders.ts"
import type { Environment } from "../../model/Environment.ts"

const name = "effect-losant-mcp"

const locate = (environment: Environment, machine: Machine): string => {
  const { join } = pathOf(machine)
  switch (machine.platform) {
    case "win32":
      return join(windowsFolder(environment, machine), name, "Cache")
    case "darwin":
      return join(machine.home(), "Library", "Caches", name)
    default:
      return join(xdgFolder(environment, machine, "XDG_CACHE_HOME", ".cache"), name)
  }
}

/** The folder for files that can be made again, on each system. Undefined if the system knows no such folder. */
export const findCacheFolder = (environment: Environment, machine: Machine = thisMachine): string | undefined => {
  const folder = Result.getOrUndefined(Result.try(() => locate(environment, machine)))
  // The client chooses the working folder, and a stranger may have put code there.
  return folder !== undefined && pathOf(machine).isAbsolute(folder) ? folder : undefined
}

const exists = (path: string): boolean => Result.isSuccess(Result.try(() => lstatSync(path)))

/**
 * Makes a folder and its missing parents, each with a single attempt. Node's own recursive mkdir never returns if the
 * system answers ENOENT to mkdir in an existing folder, as Linux does below `/proc`.
 */
export const makeFolder = (folder: string): void => {
  if (exists(folder)) return
  const parent = Path.dirname(folder)
  if (parent !== folder) makeFolder(parent)
  // Another server may make the folder at the same time.
  Result.try(() => mkdirSync(folder, { mode: 0o700 }))
}

const writableByOthers = 0o022

/** Nobody else can put a file into the folder. On Windows such folders belong to their user anyway. */
const isPrivate = (folder: string): boolean => {
  const stats = lstatSync(folder)
  if (!stats.isDirectory()) return false
  const user = process.getuid?.()
  return user === undefined || (stats.uid === user && (stats.mode & writableByOthers) === 0)
}

/**
 * Makes the folder if it is missing. `false` if it cannot be made or others can write to it: then nothing is read from
 * it.
 */
export const ensurePrivateFolder = (folder: string): boolean =>
  Result.getOrElse(
    Result.try(() => {
      makeFolder(folder)
      return isPrivate(folder)
    }),
    () => false
  )
