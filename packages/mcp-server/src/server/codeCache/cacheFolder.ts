/** The folder of the code cache: the user's own, and nobody else's. */
import { lstatSync, mkdirSync } from "node:fs"
import * as Os from "node:os"
import * as Path from "node:path"
import * as Result from "effect/Result"

type Environment = Readonly<Record<string, string | undefined>>

/** Of the machine on which the server runs. */
export interface Machine {
  readonly platform: NodeJS.Platform
  /** The user's folder; throws where the system knows none, as in a container. */
  readonly home: () => string
}

const name = "effect-losant-mcp"

const placeOf = (environment: Environment, { platform, home }: Machine): string => {
  const given = (variable: string): string => environment[variable]?.trim() ?? ""
  switch (platform) {
    case "win32": {
      const local = given("LOCALAPPDATA")
      return Path.win32.join(local === "" ? Path.win32.join(home(), "AppData", "Local") : local, name, "Cache")
    }
    case "darwin":
      return Path.posix.join(home(), "Library", "Caches", name)
    default: {
      const cache = given("XDG_CACHE_HOME")
      // The specification of these folders says to pass over a path that is relative.
      return Path.posix.join(Path.posix.isAbsolute(cache) ? cache : Path.posix.join(home(), ".cache"), name)
    }
  }
}

/** Where each system keeps what can be made again; nothing where it knows of no such place. */
export const findCacheFolder = (
  environment: Environment,
  machine: Machine = { platform: process.platform, home: Os.homedir }
): string | undefined => {
  const folder = Result.getOrUndefined(Result.try(() => placeOf(environment, machine)))
  const { isAbsolute } = machine.platform === "win32" ? Path.win32 : Path.posix
  // In the folder in which the server happens to be started may lie what a stranger put there, code for example.
  return folder !== undefined && isAbsolute(folder) ? folder : undefined
}

const othersWrite = 0o022

/** Whether nobody else can put anything into the folder. Windows keeps such folders for their user by itself. */
const isOwn = (folder: string): boolean => {
  const stats = lstatSync(folder)
  if (!stats.isDirectory()) return false
  const user = process.getuid?.()
  return user === undefined || (stats.uid === user && (stats.mode & othersWrite) === 0)
}

/** Makes the folder if need be. Whether it is there and the user's own: else nothing is to be read from it. */
export const ensurePrivateFolder = (folder: string): boolean =>
  Result.getOrElse(
    Result.try(() => {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      return isOwn(folder)
    }),
    () => false
  )
