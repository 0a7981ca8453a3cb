/** The usual places of files. */
import * as Fs from "node:fs/promises"
import * as Os from "node:os"
import * as Path from "node:path"
import * as Effect from "effect/Effect"

type Environment = Readonly<Record<string, string | undefined>>

const subfolders = ["effect-losant", "fleet"] as const

const named = (environment: Environment, name: string): string | undefined => {
  const value = environment[name]?.trim()
  return value === undefined || value === "" ? undefined : value
}

/** The folder of the ledger: that of the flag, of the variable, or the one for such files on each system. */
export const ledgerFolder = (flag: string | undefined, environment: Environment): string => {
  const chosen = flag ?? named(environment, "LOSANT_FLEET_LEDGER")
  if (chosen !== undefined) return Path.resolve(chosen)
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
