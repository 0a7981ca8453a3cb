/**
 * A ledger in one file of SQLite. It needs the package `libsql`, and no server.
 *
 * @module
 * @since 0.2.0
 */
import * as Fs from "node:fs/promises"
import * as Path from "node:path"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import * as RcRef from "effect/RcRef"
import * as Reactivity from "effect/reactivity/Reactivity"
import * as Scope from "effect/Scope"
import * as Semaphore from "effect/Semaphore"
import type { SqlClient } from "effect/sql/SqlClient"
import { fileReasons } from "../files/fileReasons.ts"
import { attempt, type FileFailure, makeFolders, userOnlyMode } from "../ledger/files.ts"
import { Ledger } from "../ledger/Ledger.ts"
import { hold, type Locked } from "../ledger/lock.ts"
import { LedgerError } from "../model/errors.ts"
import { openFile } from "./libsqlClient.ts"
import { loadPackage } from "./loadPackage.ts"
import { makeLedger, type Storage } from "./makeLedger.ts"
import { prepare } from "./schema.ts"

/** By the first part of SQLite's code. */
const reasons: Readonly<Record<string, string | undefined>> = {
  FULL: fileReasons["ENOSPC"],
  IOERR: fileReasons["EIO"],
  READONLY: "the file, or its folder, is read-only",
  CANTOPEN: "SQLite cannot open the file",
  BUSY: "another program is writing to the file",
  LOCKED: "another program is writing to the file"
}

const explain: Storage["explain"] = ({ reason: { cause } }) => {
  const code = Predicate.hasProperty(cause, "code") ? String(cause.code) : ""
  const kind = /^SQLITE_([A-Z]+)/u.exec(code)?.[1] ?? ""
  return {
    // A file that SQLite opens without a code cannot be opened at all.
    why: reasons[kind] ?? (code === "" ? "SQLite cannot open the file" : `SQLite says ${code}`),
    damaged: kind === "CORRUPT" || kind === "NOTADB"
  }
}

const make = Effect.fnUntraced(function* (file: string) {
  const scope = yield* Effect.scope
  const { default: Database } = yield* loadPackage(() => import("libsql"), {
    what: "A ledger in SQLite",
    wanted: "libsql@0.5"
  })
  const reactivity = yield* Reactivity.make
  const fail = (reason: LedgerError["reason"], what: string) => (failure: FileFailure) =>
    new LedgerError({ reason, message: `The ledger ${file} cannot be ${what}: ${failure.why}.` })
  // A reader needs no guard. The first writer takes it, and the last one gives it back.
  const guard = yield* RcRef.make({
    acquire: Effect.andThen(
      Effect.mapError(makeFolders(Path.dirname(file)), fail("unwritable", "created")),
      hold(`${file}.lock`).pipe(
        Effect.mapError((problem: FileFailure | Locked) =>
          problem._tag === "Locked" ? problem : fail("unwritable", "written")(problem)
        )
      )
    )
  })

  /** The size of the file. None if it is not there. */
  const size = attempt(() => Fs.lstat(file)).pipe(
    Effect.filterOrFail(
      (stats) => !stats.isSymbolicLink(),
      () =>
        new LedgerError({ reason: "unreadable", message: `The ledger ${file} cannot be read: it is a symbolic link.` })
    ),
    Effect.map((stats) => Option.some(stats.size)),
    Effect.catchTag("FileFailure", (failure: FileFailure) =>
      failure.code === "ENOENT" ? Effect.succeedNone : Effect.fail(fail("unreadable", "read")(failure))
    )
  )

  const damaged = (problem: string) =>
    new LedgerError({ reason: "damaged", message: `The ledger ${file} is damaged: ${problem}. Nothing is sent.` })

  /** Looks through a file, so that damage is found before anything is sent. */
  const check = Effect.fnUntraced(function* (sql: SqlClient) {
    const [row] = yield* sql<{ readonly quick_check: string }>`PRAGMA quick_check(1)`
    if (row?.quick_check !== "ok") return yield* Effect.fail(damaged(row?.quick_check ?? "SQLite does not say how"))
  })

  /** The tables of another program are left alone. */
  const refuseForeign = Effect.fnUntraced(function* (sql: SqlClient) {
    const tables = yield* sql`SELECT name FROM sqlite_master LIMIT 1`
    if (tables.length === 0) return
    return yield* Effect.fail(
      new LedgerError({
        reason: "unwritable",
        message: `${file} is a database of another program, and no ledger: name another file.`
      })
    )
  })

  let client: SqlClient | undefined
  let hasTables = false
  const turn = yield* Semaphore.make(1)

  const openClient = Effect.fnUntraced(function* (isNew: boolean) {
    if (client !== undefined) return client
    if (isNew) yield* attempt(() => Fs.writeFile(file, "", { mode: userOnlyMode, flag: "a" }))
    const opened = yield* openFile(Database, file).pipe(
      Effect.provideService(Reactivity.Reactivity, reactivity),
      Effect.provideService(Scope.Scope, scope)
    )
    if (!isNew) yield* check(opened)
    client = opened
    return opened
  })

  /** Makes the tables where there are none yet, if it is to be written. True if there are tables. */
  const makeTables = Effect.fnUntraced(function* (sql: SqlClient, purpose: "read" | "write") {
    if (yield* prepare(sql, { place: file, create: false })) return true
    if (purpose === "read") return false
    yield* refuseForeign(sql)
    // With a log others read while one writes. The file remembers it.
    yield* sql`PRAGMA journal_mode = WAL`
    return yield* prepare(sql, { place: file, create: true })
  })

  /** Keeps others from the file, and from those that SQLite keeps beside it. */
  const closeToOthers = Effect.forEach(["", "-wal", "-shm"], (suffix) =>
    attempt(() => Fs.chmod(`${file}${suffix}`, userOnlyMode)).pipe(
      Effect.catchIf(
        ({ code }) => code === "ENOENT",
        () => Effect.void
      )
    )
  )

  const database = Effect.fnUntraced(function* (purpose: "read" | "write") {
    const bytes = yield* size
    if (purpose === "read" && Option.isNone(bytes)) return Option.none<SqlClient>()
    const sql = yield* openClient(Option.isNone(bytes))
    if (!hasTables) {
      hasTables = yield* makeTables(sql, purpose)
      if (hasTables) yield* closeToOthers
    }
    return hasTables ? Option.some(sql) : Option.none<SqlClient>()
  }, turn.withPermit)

  return makeLedger({
    place: file,
    database: (purpose) =>
      database(purpose).pipe(
        Effect.catchTag("FileFailure", (failure: FileFailure) => Effect.fail(fail("unwritable", "opened")(failure)))
      ),
    explain,
    holdAll: Effect.asVoid(RcRef.get(guard)),
    holdSet: () => Effect.succeed((statements) => statements)
  })
})

/**
 * A ledger in `file`, which is created when the first set is planned. One process writes at a time, and a second one is
 * refused at once; `file` with `.lock` behind it names the first. Others can read meanwhile. Only the user may read the
 * file. Fails with a `LedgerError` where the package `libsql` is not installed.
 *
 * @example
 * ```ts
 * import { Ledger } from "@effect-losant/fleet"
 * import { SqliteLedger } from "@effect-losant/fleet/sql"
 * import * as Effect from "effect/Effect"
 *
 * const all = Effect.provide(Ledger.use(({ list }) => list), SqliteLedger.layer({ file: "/var/lib/fleet.sqlite" }))
 * ```
 *
 * @since 0.2.0
 */
export const layer = ({ file }: { readonly file: string }): Layer.Layer<Ledger, LedgerError> =>
  Layer.effect(
    Ledger,
    Effect.suspend(() => make(Path.resolve(file)))
  )
