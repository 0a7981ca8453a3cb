/** Appends lines to a file that several processes may share. */
import { constants, type FileHandle, lstat, open } from "node:fs/promises"
import * as Effect from "effect/Effect"
import { attempt, FileFailure } from "./FileFailure.ts"

const userOnlyMode = 0o600

const isMissing = ({ code }: FileFailure): boolean => code === "ENOENT"

/**
 * Opens the file, and makes it where it is missing. Read too, since its end has to be looked at. Neither a link is
 * followed, behind which somebody could put another file, nor anything opened that is no file, such as a pipe that
 * nobody reads.
 */
const openFile = Effect.fnUntraced(function* (path: string): Effect.fn.Return<FileHandle, FileFailure> {
  const stats = yield* attempt(() => lstat(path)).pipe(Effect.catchIf(isMissing, () => Effect.undefined))
  if (stats?.isSymbolicLink() === true) return yield* Effect.fail(new FileFailure("it is a symbolic link"))
  if (stats?.isFile() === false) return yield* Effect.fail(new FileFailure("it is no plain file"))
  // Windows has no such flag, and takes none for 0.
  const { O_APPEND, O_CREAT, O_NOFOLLOW, O_RDWR } = constants
  return yield* attempt(() => open(path, O_APPEND | O_CREAT | O_NOFOLLOW | O_RDWR, userOnlyMode))
})

const withFile = <A>(path: string, use: (handle: FileHandle) => Effect.Effect<A, FileFailure>) =>
  Effect.acquireUseRelease(openFile(path), use, (handle) => Effect.ignore(attempt(() => handle.close())))

// As much as tells one kind of file from another, in bytes.
const startLength = 256

const readStart = (handle: FileHandle): Effect.Effect<string, FileFailure> =>
  Effect.map(
    attempt(() => handle.read(Buffer.alloc(startLength), 0, startLength, 0)),
    ({ buffer, bytesRead }) => buffer.toString("utf8", 0, bytesRead)
  )

/**
 * Makes sure that lines can be appended, by nobody but the user. A file that holds something has to begin as `isOurs`
 * says, or stays as it is: a path may be mistyped.
 */
export const prepareFile = (path: string, isOurs: (start: string) => boolean): Effect.Effect<void, FileFailure> =>
  withFile(path, (handle) =>
    Effect.gen(function* () {
      const start = yield* readStart(handle)
      if (start !== "" && !isOurs(start)) return yield* Effect.fail(new FileFailure("it holds something else"))
      yield* attempt(() => handle.chmod(userOnlyMode))
    })
  )

const lineEnd = "\n".charCodeAt(0)

/** The size of a file whose last line is not whole, in bytes; nothing for a file that ends with a whole line. */
const findTornEnd = Effect.fnUntraced(function* (handle: FileHandle) {
  const { size } = yield* attempt(() => handle.stat())
  if (size === 0) return undefined
  const { buffer, bytesRead } = yield* attempt(() => handle.read(Buffer.alloc(1), 0, 1, size - 1))
  return bytesRead === 1 && buffer[0] === lineEnd ? undefined : size
})

// Each look waits for the writers of the one before, so more are needed only while others write without a pause.
const maxLooks = 100

/**
 * The size of a file that ends with half a line, in bytes: a full disk or a power cut leaves one behind. Another process
 * that writes at this moment looks alike, since the system shows a long line as it grows. To change the mode waits for
 * that write, and then the file is larger, or its end is whole. A half line stays as it is.
 */
const findSettledTornEnd = Effect.fnUntraced(function* (handle: FileHandle) {
  let before = yield* findTornEnd(handle)
  for (let looks = 1; before !== undefined && looks < maxLooks; looks++) {
    yield* attempt(() => handle.chmod(userOnlyMode))
    const now = yield* findTornEnd(handle)
    if (now === before) return before
    before = now
  }
  return before
})

/**
 * Ends a half line. The byte goes to its place in the file, not to the end: two processes that end the same line write
 * the same byte there, and leave no empty line.
 */
const endLineAt = (path: string, appendHandle: FileHandle, size: number): Effect.Effect<void, FileFailure> =>
  Effect.acquireUseRelease(
    // An appending handle writes at the end, whatever place is named.
    attempt(() => open(path, constants.O_WRONLY | constants.O_NOFOLLOW)),
    (placeHandle) =>
      Effect.gen(function* () {
        const [one, other] = yield* attempt(() => Promise.all([appendHandle.stat(), placeHandle.stat()]))
        // The file may have been moved away meanwhile: another one at its path has a place of its own there.
        if (one.ino === other.ino && one.dev === other.dev) yield* attempt(() => placeHandle.write("\n", size))
      }),
    (placeHandle) => Effect.ignore(attempt(() => placeHandle.close()))
  )

/**
 * Appends a line, which has no line end in it, and ends when it is on the disk. It is written at once, so that no line
 * of another process comes into it, and opened anew, so that the file may be moved away while the server runs. An
 * interruption waits until the line is written.
 */
export const appendLine = (path: string, line: string): Effect.Effect<void, FileFailure> =>
  withFile(path, (handle) =>
    Effect.gen(function* () {
      const tornSize = yield* findSettledTornEnd(handle)
      if (tornSize !== undefined) yield* endLineAt(path, handle, tornSize)
      const bytes = Buffer.from(`${line}\n`)
      const { bytesWritten } = yield* attempt(() => handle.write(bytes))
      if (bytesWritten < bytes.length) return yield* Effect.fail(new FileFailure("the disk is full"))
      yield* attempt(() => handle.datasync())
    })
  ).pipe(Effect.uninterruptible)
