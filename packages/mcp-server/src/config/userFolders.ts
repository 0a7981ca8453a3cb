/** The folders in which each system keeps the files that programs write for one user. */
import * as Os from "node:os"
import * as Path from "node:path"
import { type Environment, readVariable } from "../model/Environment.ts"

/** The machine on which the server runs. */
export interface Machine {
  readonly platform: NodeJS.Platform
  /** The home folder of the user. It throws if the system knows none, as in some containers. */
  readonly home: () => string
}

export const thisMachine: Machine = { platform: process.platform, home: Os.homedir }

/** A path module for the machine, which may not be the present one. */
export const pathOf = ({ platform }: Machine): Path.PlatformPath => (platform === "win32" ? Path.win32 : Path.posix)

/** The folder of local application data on Windows. */
export const windowsFolder = (environment: Environment, { home }: Machine): string => {
  const folder = readVariable(environment, "LOCALAPPDATA")
  return folder === "" ? Path.win32.join(home(), "AppData", "Local") : folder
}

/** The folder that a variable of the XDG specification names. The specification says to ignore a relative path. */
export const xdgFolder = (
  environment: Environment,
  { home }: Machine,
  variable: "XDG_CACHE_HOME" | "XDG_STATE_HOME",
  ...fallback: ReadonlyArray<string>
): string => {
  const folder = readVariable(environment, variable)
  return Path.posix.isAbsolute(folder) ? folder : Path.posix.join(home(), ...fallback)
}
