/** Reads the files of a fleet from the disk: one file, or all below a folder. */
import * as Fs from "node:fs/promises"
import * as Path from "node:path"
import type { InstanceId } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import { fileReasons } from "../files/fileReasons.ts"
import { type DesiredFleet, fromSources } from "./DesiredFleet.ts"
import { type FleetFilesRefused, filesRefused } from "./FilesRefused.ts"

const endings = [".yaml", ".yml", ".json"]

const attempt = <A>(file: string, run: () => Promise<A>): Effect.Effect<A, FleetFilesRefused> =>
  Effect.tryPromise({
    try: run,
    catch: (cause) => {
      const code = cause instanceof Error && "code" in cause ? String(cause.code) : ""
      return filesRefused([{ file, message: `it cannot be read: ${fileReasons[code] ?? (code || "unknown reason")}.` }])
    }
  })

/** The files below a folder by their names. Hidden ones are left out, and so are those of other kinds. */
const filesIn = (folder: string): Effect.Effect<ReadonlyArray<string>, FleetFilesRefused> =>
  Effect.map(
    attempt(folder, () => Fs.readdir(folder, { recursive: true, withFileTypes: true })),
    (entries) =>
      entries
        .filter((entry) => entry.isFile() && endings.includes(Path.extname(entry.name)))
        .map((entry) => Path.join(entry.parentPath, entry.name))
        .filter(
          (path) =>
            !Path.relative(folder, path)
              .split(Path.sep)
              .some((name) => name.startsWith("."))
        )
        .sort()
  )

/** The wanted state from a file, or from all files of YAML and JSON below a folder. */
export const readFiles = Effect.fnUntraced(function* (
  path: string,
  configured?: InstanceId
): Effect.fn.Return<DesiredFleet, FleetFilesRefused> {
  const stats = yield* attempt(path, () => Fs.stat(path))
  const files = stats.isDirectory() ? yield* filesIn(path) : [path]
  if (files.length === 0) {
    return yield* Effect.fail(
      filesRefused([{ file: path, message: `the folder has no file that ends in ${endings.join(", ")}.` }])
    )
  }
  return yield* fromSources(
    files.map((file) => ({ file, text: attempt(file, () => Fs.readFile(file, "utf8")) })),
    configured
  )
})
