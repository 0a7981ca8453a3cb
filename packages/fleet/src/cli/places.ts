/** The usual places of files. */
import * as Fs from "node:fs/promises"
import * as Os from "node:os"
import * as Path from "node:path"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"

type Environment = Readonly<Record<string, string | undefined>>

const subfolders = ["effect-losant", "fleet"] as const

const named = (environment: Environment, name: string): string | undefined => {
  const value = environment[name]?.trim()
  return value === undefined || value === "" ? undefined : value
}

/** A ledger in the files of a folder, or in one file of SQLite. */
export type LedgerPlace =
  | { readonly kind: "folder"; readonly folder: string }
  | { readonly kind: "sqlite"; readonly file: string }

/** Before the name of a file of SQLite, which is told from a folder by it. */
const sqlitePrefix = "sqlite:"

/** The ledger that a flag or a variable names, or the problem. */
export const parseLedger = (text: string): Result.Result<LedgerPlace, string> => {
  if (text.startsWith(sqlitePrefix)) {
    const file = text.slice(sqlitePrefix.length)
    return file === ""
      ? Result.fail("The ledger is a folder, or sqlite:FILE: a file is missing.")
      : Result.succeed({ kind: "sqlite", file: Path.resolve(file) })
  }
  return /\.(sqlite3?|db)$/u.test(text)
    ? Result.fail(`For a ledger in a file of SQLite say sqlite:${text}: without it the ledger is a folder.`)
    : Result.succeed({ kind: "folder", folder: Path.resolve(text) })
}

/** The ledger of the flag, of the variable, or the folder for such files on each system. */
export const ledgerPlace = (flag: string | undefined, environment: Environment): Result.Result<LedgerPlace, string> => {
  const chosen = flag ?? named(environment, "LOSANT_FLEET_LEDGER")
  return chosen === undefined
    ? Result.succeed({ kind: "folder", folder: usualFolder(environment) })
    : parseLedger(chosen)
}

const usualFolder = (environment: Environment): string => {
  const home = Os.homedir()
  switch (process.platform) {
    case "win32":
      return Path.join(named(environment, "LOCALAPPDATA") ?? Path.join(home, "AppData", "Local"), ...subfolders)
    case "darwin":
      return Path.join(home, "Library", "Application Support", ...subfolders)
    default: {
      const state = named(environment, "XDG_STATE_HOME")
      // The specification says to ignore a relative path.
      const base = state !== undefined && Path.isAbsolute(state) ? state : Path.join(home, ".local", "state")
      return Path.join(base, ...subfolders)
    }
  }
}

/** The files of the fleet: those of the flag, or the folder `fleet`, or else the file `fleet.yaml`. */
export const filesPath = (flag: string | undefined): Effect.Effect<string> =>
  flag !== undefined
    ? Effect.succeed(flag)
    : Effect.map(Effect.option(Effect.tryPromise(() => Fs.stat("fleet"))), (stats) =>
        stats._tag === "Some" && stats.value.isDirectory() ? "fleet" : "fleet.yaml"
      )
