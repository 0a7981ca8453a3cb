/** A new file for one secret, which only the user may read. It is made before the secret exists, so nothing is lost. */
import * as Fs from "node:fs/promises"
import * as Path from "node:path"
import * as Effect from "effect/Effect"
import { attempt, FileFailure } from "./FileFailure.ts"
import { checkFolder, syncFolder } from "./newFile.ts"

const userOnlyMode = 0o600
// More than any token has. The disk then has room for the secret.
const reservedBytes = 16_384

/** A file that waits for its secret. One of the two has to be called. */
export interface ReservedSecretFile {
  /** Writes the secret and a line end. It completes when they are on the disk. */
  readonly fill: (secret: string) => Effect.Effect<void, FileFailure>
  /** Removes the file, because there is no secret. */
  readonly abandon: Effect.Effect<void>
}

/**
 * Checks that a file can be made at `path`: an absolute path of nothing that exists, in a folder of the user that others
 * cannot write to. It makes nothing.
 */
export const checkSecretFile = Effect.fnUntraced(function* (path: string): Effect.fn.Return<void, FileFailure> {
  if (!Path.isAbsolute(path)) return yield* Effect.fail(new FileFailure("it is not an absolute path"))
  if (path.endsWith("/") || path.endsWith(Path.sep)) return yield* Effect.fail(new FileFailure("it is a folder"))
  yield* checkFolder(Path.dirname(path))
  const exists = yield* attempt(() => Fs.lstat(path)).pipe(
    Effect.as(true),
    Effect.catchIf(
      ({ code }) => code === "ENOENT",
      () => Effect.succeed(false)
    )
  )
  if (exists) return yield* Effect.fail(new FileFailure("it exists already: name a new file"))
})

/** Makes the file, with room for the secret. It never opens a file or a link that exists. */
export const reserveSecretFile = Effect.fnUntraced(function* (
  path: string
): Effect.fn.Return<ReservedSecretFile, FileFailure> {
  yield* checkSecretFile(path)
  const handle = yield* attempt(() => Fs.open(path, "wx", userOnlyMode))
  const close = Effect.ignore(attempt(() => handle.close()))
  const abandon = Effect.andThen(close, Effect.ignore(attempt(() => Fs.unlink(path))))
  yield* Effect.gen(function* () {
    // The umask of the process must not change the mode.
    yield* attempt(() => handle.chmod(userOnlyMode))
    // Blanks could be stored without space.
    yield* attempt(() => handle.writeFile(crypto.getRandomValues(new Uint8Array(reservedBytes))))
    yield* attempt(() => handle.sync())
    yield* syncFolder(Path.dirname(path))
  }).pipe(Effect.onError(() => abandon))
  return {
    fill: (secret) =>
      Effect.gen(function* () {
        const content = Buffer.from(`${secret}\n`)
        const { bytesWritten } = yield* attempt(() => handle.write(content, 0, content.length, 0))
        if (bytesWritten < content.length) return yield* Effect.fail(new FileFailure("it was not written whole"))
        yield* attempt(() => handle.truncate(content.length))
        yield* attempt(() => handle.sync())
      }).pipe(Effect.ensuring(close), Effect.uninterruptible),
    abandon
  }
})
