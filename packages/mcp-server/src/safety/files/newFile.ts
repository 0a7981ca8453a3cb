/** Writes a new file that only the user may read, and makes sure that it is on the disk. */
import { randomBytes } from "node:crypto"
import type { Stats } from "node:fs"
import * as Fs from "node:fs/promises"
import * as Path from "node:path"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { attempt, FileFailure } from "./FileFailure.ts"

const userOnlyMode = 0o600
const userOnlyFolderMode = 0o700

const makeSingleFolder = (folder: string): Effect.Effect<void, FileFailure> =>
  attempt(() => Fs.mkdir(folder, { mode: userOnlyFolderMode })).pipe(
    Effect.catchIf(
      ({ code }) => code === "EEXIST",
      () => Effect.void
    )
  )

/** Creates the folders one by one: if the system refuses folders, as in `/proc`, Node's own recursion never ends. */
const makeFolders = (folder: string): Effect.Effect<void, FileFailure> => {
  const parent = Path.dirname(folder)
  return makeSingleFolder(folder).pipe(
    Effect.catchIf(
      ({ code }) => code === "ENOENT" && parent !== folder,
      () =>
        Effect.andThen(
          makeFolders(parent),
          Effect.catchIf(
            makeSingleFolder(folder),
            ({ code }) => code === "ENOENT",
            ({ code }) => Effect.fail(new FileFailure(`no folder can be made there (${code})`, code))
          )
        )
    )
  )
}

const writableByOthers = 0o022
const modeBits = 0o777

/** Another user who may write to a folder may remove or replace its files. Windows has neither owner nor mode bits. */
const checkOwner = ({ mode, uid }: Stats): Effect.Effect<void, FileFailure> => {
  const own = process.getuid?.()
  if (own === undefined) return Effect.void
  if (uid !== own) return Effect.fail(new FileFailure("the folder belongs to another user: name one of your own"))
  return (mode & writableByOthers) === 0
    ? Effect.void
    : Effect.fail(
        new FileFailure(
          `others may write to the folder (mode ${(mode & modeBits).toString(8)}): take that from them with chmod 700, ` +
            "or name another folder"
        )
      )
}

/** Fails unless the folder exists, and only the user can change what is in it. */
export const checkFolder = Effect.fnUntraced(function* (folder: string): Effect.fn.Return<void, FileFailure> {
  const stats = yield* attempt(() => Fs.lstat(folder))
  // Somebody could make a link point elsewhere between two deletions.
  if (stats.isSymbolicLink())
    return yield* Effect.fail(new FileFailure("it is a symbolic link: name the folder itself"))
  if (!stats.isDirectory()) return yield* Effect.fail(new FileFailure("it is a file, not a folder"))
  yield* checkOwner(stats)
})

const ensureFolder = (folder: string): Effect.Effect<void, FileFailure> =>
  Effect.andThen(makeFolders(folder), checkFolder(folder))

// A second name is necessary only if two servers write in the same millisecond.
const maxNames = 100

/** Opens a new file. It never opens an existing file or link. */
const openNew = (
  folder: string,
  stem: string,
  count = 1
): Effect.Effect<{ readonly path: string; readonly handle: Fs.FileHandle }, FileFailure> => {
  const path = Path.join(folder, `${stem}${count === 1 ? "" : `-${count}`}.json`)
  return attempt(() => Fs.open(path, "wx", userOnlyMode)).pipe(
    Effect.map((handle) => ({ path, handle })),
    Effect.catchIf(
      ({ code }) => code === "EEXIST" && count < maxNames,
      () => openNew(folder, stem, count + 1)
    )
  )
}

/** Makes the new file name survive a power cut. Some systems cannot sync folders: then there is no better way. */
export const syncFolder = (folder: string): Effect.Effect<void> =>
  Effect.acquireUseRelease(
    attempt(() => Fs.open(folder, "r")),
    (handle) => attempt(() => handle.sync()),
    (handle) => Effect.ignore(attempt(() => handle.close()))
  ).pipe(Effect.ignore)

/**
 * Writes `content` to a new file in `folder`, and answers the file's path. It creates the folder if it is missing. When it
 * ends, the content is on the disk. If it fails or is interrupted, it removes the file.
 */
export const writeNewFile = Effect.fnUntraced(function* (
  folder: string,
  stem: string,
  content: string | Uint8Array
): Effect.fn.Return<string, FileFailure> {
  yield* ensureFolder(folder)
  return yield* Effect.acquireUseRelease(
    openNew(folder, stem),
    ({ path, handle }) =>
      Effect.gen(function* () {
        // The umask of the process must not change the mode.
        yield* attempt(() => handle.chmod(userOnlyMode))
        yield* attempt(() => handle.writeFile(content))
        yield* attempt(() => handle.sync())
        yield* syncFolder(folder)
        return path
      }),
    ({ path, handle }, exit) =>
      Effect.andThen(
        Effect.ignore(attempt(() => handle.close())),
        Exit.isSuccess(exit) ? Effect.void : Effect.ignore(attempt(() => Fs.unlink(path)))
      )
  )
})

const tryOutPrefix = ".try-out-"
const tryOutNameBytes = 9

/** The names of the files with which this version and version 0.1.0 tried a folder out. */
const tryOutName = /^(?:\.try-out-[\w-]+|writable(?:-\d+)?)\.json$/

const removeFile = (path: string): Effect.Effect<void> => Effect.ignore(attempt(() => Fs.unlink(path)))

/** Removes the files that try-outs left behind when their process was killed. */
const removeLeavings = Effect.fnUntraced(
  function* (folder: string) {
    const names = yield* attempt(() => Fs.readdir(folder))
    for (const name of names) if (tryOutName.test(name)) yield* removeFile(Path.join(folder, name))
  },
  // The try-out itself then says what is wrong with the folder.
  (removal) => Effect.ignore(removal)
)

/**
 * Checks that {@link writeNewFile} can write a file of `size` bytes to the folder. It creates the folder if it is missing,
 * leaves no file, and removes what killed try-outs left. The try-out of another process goes on without its name.
 */
export const checkWritable = Effect.fnUntraced(function* (
  folder: string,
  size = 1
): Effect.fn.Return<void, FileFailure> {
  yield* ensureFolder(folder)
  yield* removeLeavings(folder)
  const stem = `${tryOutPrefix}${randomBytes(tryOutNameBytes).toString("base64url")}`
  yield* Effect.acquireUseRelease(
    // Random bytes, because a file system may store blanks without space.
    writeNewFile(folder, stem, randomBytes(size)),
    () => Effect.void,
    removeFile
  )
})
