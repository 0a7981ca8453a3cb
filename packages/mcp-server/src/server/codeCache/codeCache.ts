/**
 * Keeps the compiled code of the bundle's chunks for the next start, because compiling takes a third of a start. V8 refuses
 * code of another version of itself. It does not check that the code is unchanged, and of the source only the length.
 */
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import * as Result from "effect/Result"
import { makeFolder } from "./cacheFolder.ts"

const attempt = <A>(run: () => A): A | undefined => Result.getOrElse(Result.try(run), () => undefined)

/**
 * Reads the compiled code of a source; undefined if the file is damaged or belongs to another source. The file contains the
 * code twice, and the source. Comparing copies takes a tenth of the time of a digest, half of which is loading
 * `node:crypto`.
 */
export const readCompiled = (file: string, source: Buffer): Buffer | undefined => {
  const content = attempt(() => readFileSync(file))
  if (content === undefined) return undefined
  const length = (content.length - source.length) / 2
  if (length <= 0 || !Number.isInteger(length)) return undefined
  const data = content.subarray(0, length)
  const isIntact = data.equals(content.subarray(length, 2 * length)) && source.equals(content.subarray(2 * length))
  return isIntact ? data : undefined
}

/** Writes the file completely or not at all: several servers may write it at the same time. */
export const writeCompiled = (file: string, source: Buffer, data: Buffer): void => {
  const part = `${file}.${process.pid}`
  const isWritten = attempt(() => {
    makeFolder(dirname(file))
    writeFileSync(part, Buffer.concat([data, data, source]), { mode: 0o600 })
    renameSync(part, file)
    return true
  })
  // A part must not stay on a full disk.
  if (isWritten === undefined) attempt(() => rmSync(part, { force: true }))
}

const maxAgeMillis = 30 * 24 * 60 * 60 * 1_000

const entriesOf = (folder: string): ReadonlyArray<string> => readdirSync(folder).map((name) => join(folder, name))

/**
 * Removes old files in this folder, which was just written. Also removes old folders beside it: they belong to other
 * versions of the server or of Node. Folders that are still used stay, because two clients may use different versions.
 */
export const removeOld = (folder: string): void =>
  void attempt(() => {
    const now = statSync(folder).mtimeMs
    for (const path of [...entriesOf(dirname(folder)), ...entriesOf(folder)]) {
      if (now - statSync(path).mtimeMs > maxAgeMillis) rmSync(path, { recursive: true, force: true })
    }
  })
