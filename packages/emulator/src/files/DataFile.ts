/**
 * Keeps the state in a file. A change is on the disk before it is answered, and the file is complete at any moment.
 *
 * @module
 * @since 0.1.0
 */
import * as Fs from "node:fs/promises"
import * as Path from "node:path"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Ref from "effect/Ref"
import * as Schema from "effect/Schema"
import type { Scope } from "effect/Scope"
import * as Semaphore from "effect/Semaphore"
import { EmulatorError } from "../errors/EmulatorError.ts"
import { State } from "../state/State.ts"
import type { Storage } from "../state/Storage.ts"
import { acquireFileLock } from "./FileLock.ts"

const errorMessage = (error: unknown): string => (error instanceof Error ? error.message : String(error))

const isMissing = (error: unknown): boolean => error instanceof Error && "code" in error && error.code === "ENOENT"

const decode = Schema.decodeUnknownEffect(Schema.fromJsonString(State), { onExcessProperty: "error" })

const load = (file: string): Effect.Effect<Option.Option<State>, EmulatorError> =>
  Effect.tryPromise({ try: () => Fs.readFile(file, "utf8"), catch: (error) => error }).pipe(
    Effect.map(Option.some),
    Effect.catch((error) =>
      isMissing(error)
        ? Effect.succeed(Option.none<string>())
        : Effect.fail(new EmulatorError({ message: `${file} cannot be read: ${errorMessage(error)}` }))
    ),
    Effect.flatMap(
      Option.match({
        onNone: () => Effect.succeed(Option.none<State>()),
        onSome: (text) => Effect.map(decode(text), Option.some)
      })
    ),
    Effect.catchTag("SchemaError", (error) =>
      Effect.fail(
        new EmulatorError({
          message:
            `${file} is damaged, or not a data file of the emulator. It was left as it is: ` +
            `restore it from a copy, or move it away to start anew. ${error.message}`
        })
      )
    )
  )

const draftOf = (file: string): string => `${file}.tmp`

/** Removes the draft that a crash left. Anything but a regular file, such as a link, belongs to somebody else. */
const removeDraft = async (draft: string): Promise<void> => {
  const found = await Fs.lstat(draft).catch((error: unknown) => {
    if (isMissing(error)) return undefined
    throw error
  })
  if (found === undefined) return
  if (!found.isFile()) throw new Error(`${draft} is not a regular file. Nothing was written to it; move it away.`)
  await Fs.rm(draft)
}

const write = async (file: string, text: string): Promise<void> => {
  const draft = draftOf(file)
  await removeDraft(draft)
  // The flag x makes the file, or fails: it follows no link that somebody puts there at this moment.
  const handle = await Fs.open(draft, "wx", 0o600)
  await handle
    .writeFile(text)
    .then(() => handle.sync())
    .finally(() => handle.close())
  await Fs.rename(draft, file)
  // The rename too must survive a power cut. Some systems cannot sync folders; there the sync of the file has to do.
  const folder = await Fs.open(Path.dirname(file), "r")
  await folder
    .sync()
    .catch(() => {})
    .finally(() => folder.close())
}

const save = (file: string) => (state: State) =>
  Effect.tryPromise({
    try: () => write(file, `${JSON.stringify(state)}\n`),
    catch: (error) => `The state could not be written to ${file}: ${errorMessage(error)}`
  })

/** The target of `file` if it is a link: a rename would replace the link. */
const resolve = (file: string): Effect.Effect<string> =>
  Effect.tryPromise(() => Fs.realpath(file)).pipe(Effect.orElseSucceed(() => Path.resolve(file)))

/**
 * A storage in `file`, which is locked against other processes until the scope ends. At the end, a write in progress is
 * finished before the lock is released, and later writes fail.
 *
 * @example
 * ```ts
 * import { DataFile, Emulator } from "@effect-losant/emulator"
 * import * as Effect from "effect/Effect"
 * import * as Layer from "effect/Layer"
 *
 * // The changes of a program are still there when it starts again.
 * const layer = Layer.unwrap(
 *   Effect.map(DataFile.open("losant.json"), (storage) => Emulator.layer({ storage, seed: "empty" }))
 * )
 * ```
 *
 * @since 0.1.0
 */
export const open = Effect.fnUntraced(function* (file: string): Effect.fn.Return<Storage, EmulatorError, Scope> {
  const path = yield* resolve(file)
  yield* acquireFileLock(path)
  yield* Effect.tryPromise({
    try: () => removeDraft(draftOf(path)),
    catch: (error) => new EmulatorError({ message: errorMessage(error) })
  })
  const turn = yield* Semaphore.make(1)
  const closed = yield* Ref.make(false)
  yield* Effect.addFinalizer(() => turn.withPermit(Ref.set(closed, true)))
  return {
    load: load(path),
    save: (state) =>
      Ref.get(closed).pipe(
        Effect.flatMap((isClosed) => (isClosed ? Effect.fail(`${path} is closed`) : save(path)(state))),
        turn.withPermit
      )
  }
})
