/**
 * A ledger in files, one for each set, as lines of JSON. Nothing has to be installed.
 *
 * @module
 * @since 0.2.0
 */
import * as Fs from "node:fs/promises"
import * as Path from "node:path"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import { ChangeSetId, isForgotten } from "../model/ChangeSet.ts"
import { LedgerError } from "../model/errors.ts"
import { attempt, ensureFolder, type FileFailure, openExisting, userOnlyMode, writeAt, writeWhole } from "./files.ts"
import { Ledger, type LedgerService } from "./Ledger.ts"
import { hold, type Locked } from "./lock.ts"
import { readText, readUnconfirmed, writeChange, writeNew } from "./records.ts"
import { busy, makeSession, notFound } from "./session.ts"

const extension = ".jsonl"

const unwritable =
  (path: string) =>
  ({ why }: FileFailure) =>
    new LedgerError({
      reason: "unwritable",
      message: `The ledger cannot be written to ${path}: ${why}. What cannot be recorded is not sent.`
    })

const unreadable =
  (path: string) =>
  ({ why }: FileFailure) =>
    new LedgerError({ reason: "unreadable", message: `The ledger cannot be read from ${path}: ${why}.` })

const damaged = (path: string, problem: string) =>
  new LedgerError({
    reason: "damaged",
    message: `The ledger ${path} is damaged: ${problem}. Nothing is sent. Look at the file, or plan the changes again.`
  })

/** Reads the bytes of a set. A file that is not there is an unknown set. */
const orNotFound = (id: ChangeSetId, path: string) => (failure: FileFailure) =>
  failure.code === "ENOENT" ? notFound(id) : unreadable(path)(failure)

const parse = (path: string, text: string) =>
  Effect.mapError(Effect.fromResult(readText(text)), (problem) => damaged(path, problem))

const isId = Schema.is(ChangeSetId)

const make = (folder: string): LedgerService => {
  const pathOf = (id: ChangeSetId) => Path.join(folder, `${id}${extension}`)
  const lock = (id: ChangeSetId) => {
    const path = `${pathOf(id)}.lock`
    return hold(path).pipe(
      Effect.mapError((problem: FileFailure | Locked) =>
        problem._tag === "Locked" ? busy(id, problem.owner) : unwritable(path)(problem)
      )
    )
  }
  const exists = (id: ChangeSetId) =>
    Effect.mapError(
      attempt(() => Fs.lstat(pathOf(id))),
      orNotFound(id, pathOf(id))
    )

  const open: LedgerService["open"] = Effect.fnUntraced(function* (id) {
    const path = pathOf(id)
    yield* exists(id)
    const stillHeld = yield* lock(id)
    const handle = yield* Effect.mapError(openExisting(path), orNotFound(id, path))
    const text = yield* Effect.mapError(
      attempt(() => handle.readFile("utf8")),
      unreadable(path)
    )
    const file = yield* parse(path, text)
    const write = Effect.mapError(unwritable(path))
    yield* attempt(() => handle.chmod(userOnlyMode)).pipe(write)
    // The next record would otherwise be written over a torn line that is longer.
    yield* attempt(() => handle.truncate(file.size)).pipe(write)
    let { sum, size } = file
    return makeSession(file.recorded, (change) =>
      Effect.gen(function* () {
        yield* write(stillHeld)
        const written = yield* writeChange(change, sum)
        const bytes = Buffer.from(written.text)
        yield* write(writeAt(handle, bytes, size))
        sum = written.sum
        size += bytes.length
      })
    )
  })

  const list: LedgerService["list"] = attempt(() => Fs.readdir(folder)).pipe(
    Effect.catchIf(
      ({ code }) => code === "ENOENT",
      () => Effect.succeed([])
    ),
    Effect.mapBoth({
      onFailure: unreadable(folder),
      onSuccess: (names) =>
        names
          .filter((name) => name.endsWith(extension))
          .flatMap((name) => {
            const id = name.slice(0, -extension.length)
            return isId(id) ? [id] : []
          })
    })
  )

  const remove: LedgerService["remove"] = (id) =>
    Effect.scoped(
      Effect.gen(function* () {
        yield* exists(id)
        yield* lock(id)
        yield* Effect.mapError(
          attempt(() => Fs.rm(pathOf(id))),
          unwritable(pathOf(id))
        )
      })
    )

  const isForgottenFile = (id: ChangeSetId, now: number) =>
    attempt(() => Fs.readFile(pathOf(id), "utf8")).pipe(
      Effect.map((text) => {
        const set = readUnconfirmed(text)
        return set !== undefined && isForgotten(set, now)
      }),
      Effect.orElseSucceed(() => false)
    )

  return {
    create: (set, writes) =>
      Effect.gen(function* () {
        const text = yield* writeNew(set, writes)
        yield* ensureFolder(folder)
        yield* writeWhole(pathOf(set.id), text)
      }).pipe(Effect.mapError(unwritable(folder))),
    read: (id) =>
      Effect.mapError(
        attempt(() => Fs.readFile(pathOf(id), "utf8")),
        orNotFound(id, pathOf(id))
      ).pipe(
        Effect.flatMap((text) => parse(pathOf(id), text)),
        Effect.map(({ recorded }) => recorded)
      ),
    list,
    removeExpired: Effect.fnUntraced(function* (now) {
      for (const id of yield* list) {
        // Whatever cannot be removed now is tried again with the next plan.
        if (yield* isForgottenFile(id, now)) yield* Effect.ignore(remove(id))
      }
    }),
    open,
    remove
  }
}

/**
 * A ledger in `folder`, which is created when the first set is planned. Only the user may read the files: they hold
 * names and addresses.
 *
 * @example
 * ```ts
 * import { FileLedger, Ledger } from "@effect-losant/fleet"
 * import * as Effect from "effect/Effect"
 *
 * const all = Effect.provide(Ledger.use(({ list }) => list), FileLedger.layer({ folder: "/var/lib/fleet" }))
 * ```
 *
 * @since 0.2.0
 */
export const layer = ({ folder }: { readonly folder: string }): Layer.Layer<Ledger> =>
  Layer.sync(Ledger, () => make(Path.resolve(folder)))
