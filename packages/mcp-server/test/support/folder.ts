// A folder of a test's own, for the files that a server writes.
import * as Fs from "node:fs"
import * as FsPromises from "node:fs/promises"
import * as Os from "node:os"
import * as Path from "node:path"
import * as Effect from "effect/Effect"

/** A new folder. The end of the scope removes it. */
export const folder = Effect.acquireRelease(
  Effect.sync(() => Fs.mkdtempSync(Path.join(Os.tmpdir(), "effect-losant-"))),
  (path) => Effect.sync(() => Fs.rmSync(path, { recursive: true }))
)

/** The permissions of a file or folder, such as `600`. */
export const modeOf = (path: string): string => (Fs.statSync(path).mode & 0o777).toString(8)

/** An error of the file system. */
export const systemError = (code: string): Error => Object.assign(new Error(`${code}: it failed`), { code })

/** The prototype of all open files. `path` is any file or folder. */
export const fileHandle = (path: string) =>
  Effect.promise(async (): Promise<FsPromises.FileHandle> => {
    const probe = await FsPromises.open(path, "r")
    await probe.close()
    return Object.getPrototypeOf(probe)
  })
