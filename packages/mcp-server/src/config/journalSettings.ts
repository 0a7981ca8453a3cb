/** The folder of the journal: `LOSANT_MCP_JOURNAL`, or the folder for such files on each system. */
import type * as Path from "node:path"
import * as Result from "effect/Result"
import { type Environment, readVariable } from "../model/Environment.ts"
import { maxPathLength } from "../text/escapes.ts"
import { quoteSetting } from "../text/secrets.ts"
import { isPlaceholder } from "../text/settingMistakes.ts"
import { type Machine, pathOf, thisMachine, windowsFolder, xdgFolder } from "./userFolders.ts"

export type JournalSettings = { readonly kind: "folder"; readonly path: string } | { readonly kind: "off" }

const variable = "LOSANT_MCP_JOURNAL"
const subfolders = ["effect-losant", "journal"] as const

/** With a trailing slash, a symbolic link would be read as the folder to which it points. */
const withoutTrailingSlash = (path: string, { normalize, parse, sep }: Path.PlatformPath): string => {
  const normal = normalize(path)
  return normal.endsWith(sep) && normal !== parse(normal).root ? normal.slice(0, -sep.length) : normal
}

const defaultFolder = (environment: Environment, machine: Machine): string => {
  const { join } = pathOf(machine)
  switch (machine.platform) {
    case "win32":
      return join(windowsFolder(environment, machine), ...subfolders)
    case "darwin":
      return join(machine.home(), "Library", "Application Support", ...subfolders)
    default:
      return join(xdgFolder(environment, machine, "XDG_STATE_HOME", ".local", "state"), ...subfolders)
  }
}

/**
 * Reads the setting: an absolute path, or `off`. The default is `effect-losant/journal` in the state folder of the user:
 * `$XDG_STATE_HOME` or `~/.local/state`, on macOS `~/Library/Application Support`, on Windows `%LOCALAPPDATA%`.
 */
export const parseJournal = (
  environment: Environment,
  machine: Machine = thisMachine
): Result.Result<JournalSettings, string> => {
  const value = readVariable(environment, variable)
  if (value === "") {
    return Result.try({
      try: () => ({ kind: "folder" as const, path: defaultFolder(environment, machine) }),
      catch: () =>
        `${variable} has to be set to the absolute path of a folder, or to off: the user who runs the server has no home ` +
        "folder."
    })
  }
  if (value.toLowerCase() === "off") return Result.succeed({ kind: "off" })
  if (isPlaceholder(value)) {
    return Result.fail(
      `${variable} is ${quoteSetting(value, maxPathLength)}, a placeholder that was not filled in: write the absolute path of a ` +
        "folder, or off, where the server is configured, or remove the variable."
    )
  }
  const path = pathOf(machine)
  // The client chooses the working folder, and a misspelt "off" is a relative path too.
  return path.isAbsolute(value)
    ? Result.succeed({ kind: "folder", path: withoutTrailingSlash(value, path) })
    : Result.fail(
        `${variable} is ${quoteSetting(value, maxPathLength)}. It has to be the absolute path of a folder, which begins with ` +
          `${machine.platform === "win32" ? "a drive" : "/"}, or off.`
      )
}
