/**
 * What V8 made of a chunk of the bundle, kept from one start to the next: compiling takes a third of a start. V8 itself
 * refuses what another version of it made, but checks neither that nothing was changed in it nor, but for the length,
 * of what source it is.
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { basename, dirname, join } from "node:path"
import * as Result from "effect/Result"

const attempt = <A>(run: () => A): A | undefined => Result.getOrElse(Result.try(run), () => undefined)

/**
 * Reads what was kept of a source; nothing where that is not whole, or of another source. It is kept twice, and its source
 * with it: to compare copies takes a tenth of the time that a digest takes, of which half is to load `node:crypto`.
 */
export const read = (file: string, source: Buffer): Buffer | undefined => {
  const kept = attempt(() => readFileSync(file))
  if (kept === undefined) return undefined
  const length = (kept.length - source.length) / 2
  if (length <= 0 || !Number.isInteger(length)) return undefined
  const data = kept.subarray(0, length)
  const isWhole = data.equals(kept.subarray(length, 2 * length)) && source.equals(kept.subarray(2 * length))
  return isWhole ? data : undefined
}

/** Keeps it, as a whole or not at all: several servers may do so at the same time. */
export const write = (file: string, source: Buffer, data: Buffer): void =>
  void attempt(() => {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    const part = `${file}.${process.pid}`
    writeFileSync(part, Buffer.concat([data, data, source]), { mode: 0o600 })
    renameSync(part, file)
  })

/** Removes what other versions of the server left beside this folder. */
export const removeOthers = (folder: string): void =>
  void attempt(() => {
    for (const name of readdirSync(dirname(folder))) {
      if (name !== basename(folder)) rmSync(join(dirname(folder), name), { recursive: true, force: true })
    }
  })
