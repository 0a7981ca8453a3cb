/** Writes a file that the person names. It appears whole or not at all, and replaces another only on request. */
import * as Fs from "node:fs/promises"
import * as Path from "node:path"
import * as Effect from "effect/Effect"
import { attempt, FileFailure } from "./FileFailure.ts"

const userOnlyMode = 0o600

const existsFailure = new FileFailure("it exists already", "EEXIST")

/** Fails if there is something at the path. */
export const checkAbsent = (path: string): Effect.Effect<void, FileFailure> =>
  attempt(() => Fs.lstat(path)).pipe(
    Effect.matchEffect({
      onFailure: (failure) => (failure.code === "ENOENT" ? Effect.void : Effect.fail(failure)),
      onSuccess: () => Effect.fail(existsFailure)
    })
  )

/** Fails unless a file can be made beside the path. It leaves none. */
export const checkFolder = (path: string): Effect.Effect<void, FileFailure> =>
  withUnfinished(path, "", () => Effect.void)

/** Writes the text to a new file beside the path, gives it to `use`, and removes it. Nobody else may read it. */
const withUnfinished = <A>(
  path: string,
  text: string,
  use: (unfinished: string) => Effect.Effect<A, FileFailure>
): Effect.Effect<A, FileFailure> => {
  const unfinished = Path.join(Path.dirname(path), `.${Path.basename(path)}.${process.pid}.unfinished`)
  return Effect.acquireUseRelease(
    attempt(() => Fs.open(unfinished, "wx", userOnlyMode)),
    (handle) =>
      Effect.gen(function* () {
        yield* attempt(() => handle.writeFile(text))
        yield* attempt(() => handle.sync())
        return yield* use(unfinished)
      }),
    (handle) =>
      Effect.andThen(Effect.ignore(attempt(() => handle.close())), Effect.ignore(attempt(() => Fs.unlink(unfinished))))
  )
}

/** A link fails if the name exists, so a file that appeared meanwhile is not replaced. */
const linkNew = (unfinished: string, path: string): Effect.Effect<void, FileFailure> =>
  Effect.mapError(
    attempt(() => Fs.link(unfinished, path)),
    (failure) => (failure.code === "EEXIST" ? existsFailure : failure)
  )

/** Writes the file. `replaces` allows it to replace another. Only the user may read it. */
export const writeOutput = (path: string, text: string, replaces: boolean): Effect.Effect<void, FileFailure> =>
  withUnfinished(path, text, (unfinished) =>
    replaces ? attempt(() => Fs.rename(unfinished, path)) : linkNew(unfinished, path)
  )
