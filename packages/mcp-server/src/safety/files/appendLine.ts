/** Appends lines to a file that several processes may share. */
import { constants, type FileHandle, lstat, open } from "node:fs/promises"
import * as Effect from "effect/Effect"
import { attempt, FileFailure } from "./FileFailure.ts"

const userOnlyMode = 0o600

const isMissing = ({ code }: FileFailure): boolean => code === "ENOENT"

/** A refusal of a file that cannot hold the lines safely. */
const refuse = (why: string): Effect.Effect<never, FileFailure> => Effect.fail(new FileFailure(why))

/**
 * Opens the file for appending, and creates it if it is missing. It is open for reading too, so that its start and its
 * end can be checked. A symbolic link is refused, because somebody could make it point to another file. A pipe or another
 * special file is refused too: opening it may wait forever.
 */
const openFile = Effect.fnUntraced(function* (path: string): Effect.fn.Return<FileHandle, FileFailure> {
  const stats = yield* attempt(() => lstat(path)).pipe(Effect.catchIf(isMissing, () => Effect.undefined))
  if (stats?.isSymbolicLink() === true) return yield* refuse("it is a symbolic link")
  if (stats?.isFile() === false) return yield* refuse("it is not a regular file")
  // Windows does not have O_NOFOLLOW, and reads it as 0.
  const { O_APPEND, O_CREAT, O_NOFOLLOW, O_RDWR } = constants
  return yield* attempt(() => open(path, O_APPEND | O_CREAT | O_NOFOLLOW | O_RDWR, userOnlyMode))
})

// In bytes: enough to recognize an audit trail.
const startLength = 256

const readStart = (handle: FileHandle): Effect.Effect<string, FileFailure> =>
  Effect.map(
    attempt(() => handle.read(Buffer.alloc(startLength), 0, startLength, 0)),
    ({ buffer, bytesRead }) => buffer.toString("utf8", 0, bytesRead)
  )

const othersBits = 0o077

/**
 * Checks an open file, and makes it the user's alone. A file that `isOurs` rejects by its start stays as it is: the path
 * may be a typing mistake, or somebody moved another file there. A file with a second name could be another program's.
 */
const checkFile = Effect.fnUntraced(function* (handle: FileHandle, isOurs: IsOurs) {
  const { mode, nlink, size, uid } = yield* attempt(() => handle.stat())
  if (nlink > 1) return yield* refuse("it has a second name (a hard link)")
  const user = process.getuid?.()
  if (user !== undefined && uid !== user) return yield* refuse("it belongs to another user")
  if (size > 0 && !isOurs(yield* readStart(handle))) return yield* refuse("it holds something else")
  if ((mode & othersBits) !== 0) yield* attempt(() => handle.chmod(userOnlyMode))
})

/** Recognizes a file by its first {@link startLength} bytes. */
export type IsOurs = (start: string) => boolean

/** Opens the file, checks it, and uses it. Somebody may have moved another file to the path since the last time. */
const withFile = <A>(path: string, isOurs: IsOurs, use: (handle: FileHandle) => Effect.Effect<A, FileFailure>) =>
  Effect.acquireUseRelease(
    openFile(path),
    (handle) => Effect.andThen(checkFile(handle, isOurs), use(handle)),
    (handle) => Effect.ignore(attempt(() => handle.close()))
  )

/** Makes sure that lines can be appended, and that only the user may read and write the file. */
export const prepareFile = (path: string, isOurs: IsOurs): Effect.Effect<void, FileFailure> =>
  withFile(path, isOurs, () => Effect.void)

const lineEnd = "\n".charCodeAt(0)

/** The size in bytes of a file whose last line has no end. Undefined if the last line is complete. */
const findTornEnd = Effect.fnUntraced(function* (handle: FileHandle) {
  const { size } = yield* attempt(() => handle.stat())
  if (size === 0) return undefined
  const { buffer, bytesRead } = yield* attempt(() => handle.read(Buffer.alloc(1), 0, 1, size - 1))
  return bytesRead === 1 && buffer[0] === lineEnd ? undefined : size
})

// Each look waits for the writers that the look before saw. More looks are necessary only if others write without a
// pause.
const maxLooks = 100

/**
 * The size in bytes of a file that ends with half a line, as a full disk or a power cut leaves it. A line that another
 * process writes at this moment looks the same, because the system shows a long line while it grows. A change of the
 * mode waits for that write: after it, the file is larger or its last line is complete. If nothing has changed, the
 * half line is old.
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
 * Ends a half line. It writes the line end at a fixed position, not at the end of the file: if two processes end the
 * same line, both write the same byte, and no empty line appears.
 */
const endLineAt = (path: string, appendHandle: FileHandle, size: number): Effect.Effect<void, FileFailure> =>
  Effect.acquireUseRelease(
    // A handle for appending always writes at the end, whatever position the call names.
    attempt(() => open(path, constants.O_WRONLY | constants.O_NOFOLLOW)),
    (placeHandle) =>
      Effect.gen(function* () {
        const [one, other] = yield* attempt(() => Promise.all([appendHandle.stat(), placeHandle.stat()]))
        // Somebody may have moved the file since. Then another file at the path must not get this byte.
        if (one.ino === other.ino && one.dev === other.dev) yield* attempt(() => placeHandle.write("\n", size))
      }),
    (placeHandle) => Effect.ignore(attempt(() => placeHandle.close()))
  )

/**
 * Appends a line, which must not contain a line end, and ends when the line is on the disk. One write carries the whole
 * line, so that no line of another process gets into it. Each call opens and checks the file again, so that somebody may
 * move the file while the server runs. An interruption waits until the line is written.
 */
export const appendLine = (path: string, line: string, isOurs: IsOurs): Effect.Effect<void, FileFailure> =>
  withFile(path, isOurs, (handle) =>
    Effect.gen(function* () {
      const tornSize = yield* findSettledTornEnd(handle)
      if (tornSize !== undefined) yield* endLineAt(path, handle, tornSize)
      const bytes = Buffer.from(`${line}\n`)
      const { bytesWritten } = yield* attempt(() => handle.write(bytes))
      if (bytesWritten < bytes.length) return yield* Effect.fail(new FileFailure("the disk is full"))
      yield* attempt(() => handle.datasync())
    })
  ).pipe(Effect.uninterruptible)
