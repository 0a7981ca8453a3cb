/** Where the journal is kept: what `LOSANT_MCP_JOURNAL` says, or the place for such files on each system. */
import * as Os from "node:os"
import * as Path from "node:path"
import * as Result from "effect/Result"
import type { Environment } from "../model/Environment.ts"
import { isPlaceholder } from "../policy/policySettings.ts"
import { quote } from "../text/escapes.ts"

export type JournalSettings = { readonly kind: "folder"; readonly path: string } | { readonly kind: "off" }

/** Of the machine on which the server runs. */
export interface Machine {
  readonly platform: NodeJS.Platform
  /** The user's folder; throws where the system knows none, as in a container. */
  readonly home: () => string
}

const variable = "LOSANT_MCP_JOURNAL"
const longestQuoted = 1_000
const folders = ["effect-losant", "journal"] as const

const given = (environment: Environment, name: string): string => environment[name]?.trim() ?? ""

/** Behind a slash a link to a folder would not be seen as the link that it is. */
const withoutSlash = (path: string, { normalize, parse, sep }: Path.PlatformPath): string => {
  const plain = normalize(path)
  return plain.endsWith(sep) && plain !== parse(plain).root ? plain.slice(0, -sep.length) : plain
}

const defaultFolder = (environment: Environment, { platform, home }: Machine): string => {
  switch (platform) {
    case "win32": {
      const local = given(environment, "LOCALAPPDATA")
      return Path.win32.join(local === "" ? Path.win32.join(home(), "AppData", "Local") : local, ...folders)
    }
    case "darwin":
      return Path.posix.join(home(), "Library", "Application Support", ...folders)
    default: {
      const state = given(environment, "XDG_STATE_HOME")
      // The specification of these folders says to pass over a path that is relative.
      return Path.posix.join(
        Path.posix.isAbsolute(state) ? state : Path.posix.join(home(), ".local", "state"),
        ...folders
      )
    }
  }
}

/**
 * Reads the setting: a folder, by its whole path, or `off`. By default it is `effect-losant/journal` in the user's state
 * folder: `$XDG_STATE_HOME` or `~/.local/state`, on macOS `~/Library/Application Support`, on Windows `%LOCALAPPDATA%`.
 */
export const parseJournal = (
  environment: Environment,
  machine: Machine = { platform: process.platform, home: Os.homedir }
): Result.Result<JournalSettings, string> => {
  const wanted = given(environment, variable)
  if (wanted === "") {
    return Result.try({
      try: () => ({ kind: "folder" as const, path: defaultFolder(environment, machine) }),
      catch: () =>
        `${variable} has to be set, because the system knows no folder of the user that runs the server: the whole path of ` +
        "a folder, or off."
    })
  }
  if (wanted.toLowerCase() === "off") return Result.succeed({ kind: "off" })
  if (isPlaceholder(wanted)) {
    return Result.fail(
      `${variable} is ${quote(wanted, longestQuoted)}, which was not filled in: write the whole path of a folder, or off, ` +
        "where the server is configured, or remove it."
    )
  }
  const paths = machine.platform === "win32" ? Path.win32 : Path.posix
  // A client starts the server wherever it likes, and a misspelt "off" is a relative path too.
  return paths.isAbsolute(wanted)
    ? Result.succeed({ kind: "folder", path: withoutSlash(wanted, paths) })
    : Result.fail(
        `${variable} is ${quote(wanted, longestQuoted)}, which is neither the whole path of a folder, beginning with ` +
          `${machine.platform === "win32" ? "a drive" : "/"}, nor off.`
      )
}
