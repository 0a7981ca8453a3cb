/**
 * Locks a file against a second process, and against a second emulator in the same process.
 *
 * @since 0.1.0
 */
import * as Fs from "node:fs/promises"
import * as Effect from "effect/Effect"
import type { Scope } from "effect/Scope"
import { EmulatorError } from "../errors/EmulatorError.ts"

// In containers process ids repeat, so the own id in a lock file does not prove that this process made it.
const locksOfThisProcess = new Set<string>()

const errorCode = (error: unknown): unknown =>
  typeof error === "object" && error !== null && "code" in error ? error.code : undefined

const attempt = <A>(run: () => Promise<A>): Effect.Effect<A, unknown> =>
  Effect.tryPromise({ try: run, catch: (error) => error })

/** True when a process with this id runs; also when it belongs to another user and cannot be signaled. */
const isAlive = (pid: number): boolean =>
  Effect.runSync(
    Effect.try({ try: () => process.kill(pid, 0), catch: errorCode }).pipe(
      Effect.catch((code) => Effect.succeed(code === "EPERM"))
    )
  )

const failWith = (message: string) => Effect.fail(new EmulatorError({ message }))

/** Makes the lock file and its content in one step; false when there already is one. */
const createLockFile = (path: string): Effect.Effect<boolean, EmulatorError> => {
  const draft = `${path}.${process.pid}`
  // A draft of the same name is a remainder. The flag x follows no link in its place.
  return attempt(() => Fs.rm(draft, { force: true })).pipe(
    Effect.andThen(attempt(() => Fs.writeFile(draft, `${process.pid}\n`, { flag: "wx", mode: 0o600 }))),
    Effect.andThen(attempt(() => Fs.link(draft, path))),
    Effect.as(true),
    Effect.catch((error) =>
      errorCode(error) === "EEXIST"
        ? Effect.succeed(false)
        : failWith(`The lock ${path} cannot be made: ${error instanceof Error ? error.message : String(error)}`)
    ),
    Effect.ensuring(Effect.ignore(attempt(() => Fs.rm(draft, { force: true }))))
  )
}

const readOwner = (path: string): Effect.Effect<number | undefined> =>
  attempt(() => Fs.readFile(path, "utf8")).pipe(
    Effect.map((text) => (/^\d+\n$/.test(text) ? Number(text) : undefined)),
    Effect.orElseSucceed(() => undefined)
  )

/** Removes the lock of a process that no longer runs, unless another process just replaced that lock by its own. */
const removeStale = Effect.fnUntraced(function* (path: string, owner: number) {
  const aside = `${path}.stale.${process.pid}`
  yield* Effect.ignore(attempt(() => Fs.rename(path, aside)))
  const ownerOfMoved = yield* readOwner(aside)
  if (ownerOfMoved !== undefined && ownerOfMoved !== owner) yield* Effect.ignore(attempt(() => Fs.link(aside, path)))
  yield* Effect.ignore(attempt(() => Fs.rm(aside, { force: true })))
})

/**
 * Locks `file` for the scope by a file `FILE.lock` beside it. A lock of a process that no longer runs is replaced.
 *
 * @since 0.1.0
 */
export const acquireFileLock = (file: string): Effect.Effect<void, EmulatorError, Scope> =>
  Effect.asVoid(
    Effect.acquireRelease(lockFile(file), (path) =>
      attempt(() => Fs.rm(path, { force: true })).pipe(
        Effect.ignore,
        Effect.andThen(Effect.sync(() => locksOfThisProcess.delete(path)))
      )
    )
  )

const lockFile = Effect.fnUntraced(function* (file: string): Effect.fn.Return<string, EmulatorError> {
  const path = `${file}.lock`
  const busy = (owner: string) =>
    failWith(
      `${file} is in use by ${owner}. Stop that one, or choose another file; if nothing uses it, delete ${path}.`
    )
  if (locksOfThisProcess.has(path)) return yield* busy("another emulator of this process")
  if (!(yield* createLockFile(path))) {
    const owner = yield* readOwner(path)
    if (owner !== undefined && owner !== process.pid && isAlive(owner)) return yield* busy(`the process ${owner}`)
    if (owner === undefined) return yield* busy("a process that its lock does not name")
    yield* removeStale(path, owner)
    if (!(yield* createLockFile(path))) return yield* busy("a process that has just started")
  }
  locksOfThisProcess.add(path)
  return path
})
