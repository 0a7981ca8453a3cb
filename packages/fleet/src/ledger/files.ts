/** Files of the ledger: failures as sentences, folders and files that only the user may read. */

import { randomUUID } from "node:crypto"
import * as Fs from "node:fs/promises"
import { constants, type FileHandle } from "node:fs/promises"
import * as Path from "node:path"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import { fileReasons } from "../files/fileReasons.ts"

export const userOnlyMode = 0o600
const userOnlyFolderMode = 0o700

/** A failure of the file system: the system's code, and the reason as a phrase. */
export class FileFailure {
  readonly _tag = "FileFailure"
  readonly code: string
  readonly why: string
  constructor(code: string, why: string) {
    this.code = code
    this.why = why
  }
}

const toFailure = (error: unknown): FileFailure => {
  const code = Predicate.hasProperty(error, "code") && typeof error.code === "string" ? error.code : ""
  const why = Object.hasOwn(fileReasons, code) ? fileReasons[code] : undefined
  return new FileFailure(code, why === undefined ? `the system says ${code || "nothing more"}` : `${why} (${code})`)
}

export const attempt = <A>(run: () => Promise<A>): Effect.Effect<A, FileFailure> =>
  Effect.tryPromise({ try: run, catch: toFailure })

/** Creates the folders one by one: where the system refuses folders, as in `/proc`, Node's own recursion never ends. */
export const makeFolders = (folder: string): Effect.Effect<void, FileFailure> => {
  const parent = Path.dirname(folder)
  const makeOne = attempt(() => Fs.mkdir(folder, { mode: userOnlyFolderMode })).pipe(
    Effect.catchIf(
      ({ code }) => code === "EEXIST",
      () => Effect.void
    )
  )
  return makeOne.pipe(
    Effect.catchIf(
      ({ code }) => code === "ENOENT" && parent !== folder,
      () => Effect.andThen(makeFolders(parent), makeOne)
    )
  )
}

/** Makes sure that the folder exists. A link is refused, because somebody could make it point elsewhere. */
export const ensureFolder = Effect.fnUntraced(function* (folder: string): Effect.fn.Return<void, FileFailure> {
  yield* makeFolders(folder)
  const stats = yield* attempt(() => Fs.lstat(folder))
  if (stats.isSymbolicLink()) return yield* Effect.fail(new FileFailure("ELOOP", "it is a symbolic link"))
  if (!stats.isDirectory()) return yield* Effect.fail(new FileFailure("ENOTDIR", "it is a file, not a folder"))
})

/** Makes a new file name survive a power cut. Some systems cannot sync folders: then there is no better way. */
const syncFolder = (folder: string): Effect.Effect<void> =>
  Effect.acquireUseRelease(
    attempt(() => Fs.open(folder, "r")),
    (handle) => attempt(() => handle.sync()),
    (handle) => Effect.ignore(attempt(() => handle.close()))
  ).pipe(Effect.ignore)

/** Writes a new file in one step: after a crash it is there with all of its text, or not at all. */
export const writeWhole = (path: string, text: string): Effect.Effect<void, FileFailure> => {
  // A process that died may have left a draft behind, which must not stand in the way of the next one.
  const draft = `${path}.${randomUUID()}.draft`
  return Effect.acquireUseRelease(
    attempt(() => Fs.open(draft, "wx", userOnlyMode)),
    (handle) =>
      Effect.gen(function* () {
        // The umask of the process must not change the mode.
        yield* attempt(() => handle.chmod(userOnlyMode))
        yield* attempt(() => handle.writeFile(text))
        yield* attempt(() => handle.sync())
        yield* attempt(() => Fs.rename(draft, path))
        yield* syncFolder(Path.dirname(path))
      }),
    (handle) =>
      Effect.andThen(
        Effect.ignore(attempt(() => handle.close())),
        Effect.ignore(attempt(() => Fs.rm(draft, { force: true })))
      )
  )
}

/** Opens an existing file for reading and writing. A link is refused. */
export const openExisting = (path: string) =>
  Effect.acquireRelease(
    // Windows does not have O_NOFOLLOW, and reads it as 0.
    attempt(() => Fs.open(path, constants.O_RDWR | constants.O_NOFOLLOW)),
    (handle) => Effect.ignore(attempt(() => handle.close()))
  )

/**
 * Writes `bytes` at a place of the file, and ends when they are on the disk. If it fails, it cuts off what was written
 * of them.
 */
export const writeAt = (handle: FileHandle, bytes: Uint8Array, place: number): Effect.Effect<void, FileFailure> =>
  Effect.gen(function* () {
    const { bytesWritten } = yield* attempt(() => handle.write(bytes, 0, bytes.length, place))
    if (bytesWritten < bytes.length) return yield* Effect.fail(new FileFailure("ENOSPC", "the disk is full"))
    yield* attempt(() => handle.datasync())
  }).pipe(Effect.tapError(() => Effect.ignore(attempt(() => handle.truncate(place)))))
