/**
 * What V8 made of a chunk of the bundle, kept from one start to the next: compiling takes a third of a start. V8 itself
 * refuses what another version of it made, but checks neither that nothing was changed in it nor, but for the length,
 * of what source it is.
 */
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import * as Result from "effect/Result"
import { makeFolder } from "./cacheFolder.ts"

const attempt = <A>(run: () => A): A | undefined => Result.getOrElse(Result.try(run), () => undefined)

/**
 * Reads what was kept of a source; nothing where that is not whole, or of another source. It is kept twice, and its source
 * with it: to compare copies takes a tenth of the time that a digest takes, of which half is to load `node:crypto`.
 */
export const readCompiled = (file: string, source: Buffer): Buffer | undefined => {
  const kept = attempt(() => readFileSync(file))
  if (kept === undefined) return undefined
  const length = (kept.length - source.length) / 2
  if (length <= 0 || !Number.isInteger(length)) return undefined
  const data = kept.subarray(0, length)
  const isWhole = data.equals(kept.subarray(length, 2 * length)) && source.equals(kept.subarray(2 * length))
  return isWhole ? data : undefined
}

/** Keeps it, as a whole or not at all: several servers may do so at the same time. */
export const writeCompiled = (file: string, source: Buffer, data: Buffer): void => {
  const part = `${file}.${process.pid}`
  const isKept = attempt(() => {
    makeFolder(dirname(file))
    writeFileSync(part, Buffer.concat([data, data, source]), { mode: 0o600 })
    renameSync(part, file)
    return true
  })
  // A disk that is full is to stay no fuller than it was.
  if (isKept === undefined) attempt(() => rmSync(part, { force: true }))
}

/** In milliseconds. */
const keptFor = 30 * 24 * 60 * 60 * 1_000

const below = (folder: string): ReadonlyArray<string> => readdirSync(folder).map((name) => join(folder, name))

/**
 * Removes what was written long ago: in this folder, into which something was just put, and of the folders beside it,
 * which are of other versions of the server and of Node. Those that are in use stay: two clients may have one each.
 */
export const removeOld = (folder: string): void =>
  void attempt(() => {
    const now = statSync(folder).mtimeMs
    for (const path of [...below(dirname(folder)), ...below(folder)]) {
      if (now - statSync(path).mtimeMs > keptFor) rmSync(path, { recursive: true, force: true })
    }
  })
