/** A client of Effect over SQLite, by the package `libsql`. No driver of Effect's own runs on each Node that we support. */

import * as Effect from "effect/Effect"
import * as Semaphore from "effect/Semaphore"
import * as Stream from "effect/Stream"
import * as SqlClient from "effect/sql/SqlClient"
import type { Connection } from "effect/sql/SqlConnection"
import { classifySqliteError, SqlError } from "effect/sql/SqlError"
import * as Statement from "effect/sql/Statement"
import type Database from "libsql"

/** Runs `use`, whose failure SQLite explains by a code. */
const attempt = <A>(use: () => A): Effect.Effect<A, SqlError> =>
  Effect.try({
    try: use,
    catch: (cause) => new SqlError({ reason: classifySqliteError(cause, { message: "SQLite", operation: "execute" }) })
  })

/** SQLite has no type for these. */
const bind = (params: ReadonlyArray<unknown>): ReadonlyArray<unknown> =>
  params.map((value) => (typeof value === "boolean" ? Number(value) : value))

const connect = (db: Database.Database): Connection => {
  const prepared = new Map<string, Database.Statement>()
  const prepare = (sql: string): Database.Statement => {
    const known = prepared.get(sql)
    if (known !== undefined) return known
    const made = db.prepare(sql)
    prepared.set(sql, made)
    return made
  }
  const execute: Connection["execute"] = (sql, params, transform) =>
    attempt(() => {
      const rows = prepare(sql).all(bind(params)) as ReadonlyArray<object>
      return transform === undefined ? rows : transform(rows)
    })
  const values = (sql: string, params: ReadonlyArray<unknown>) =>
    attempt(() => db.prepare(sql).raw(true).all(bind(params)) as ReadonlyArray<ReadonlyArray<unknown>>)
  return {
    execute,
    executeUnprepared: execute,
    executeRaw: (sql, params) => execute(sql, params, undefined),
    executeValues: values,
    executeValuesUnprepared: values,
    executeStream: () => Stream.die("Rows of SQLite are not streamed.")
  }
}

/** In milliseconds: so long a reader waits while another process brings the file up to date. */
const busyTimeout = 5_000

/**
 * Moves all from SQLite's log into the file, so that the file alone is a whole ledger. Who is at work on it does so later.
 * The closing of a file would do this too, but libsql closes it only once its statements are forgotten.
 */
const emptyLog = (db: Database.Database): Effect.Effect<void> =>
  Effect.ignore(
    attempt(() => {
      db.pragma("busy_timeout = 0")
      db.pragma("wal_checkpoint(TRUNCATE)")
    })
  )

/** Opens a file as it is. Each transaction survives a power cut. The file is closed with the scope. */
export const openFile = Effect.fnUntraced(function* (make: new (path: string) => Database.Database, path: string) {
  const db = yield* Effect.acquireRelease(
    attempt(() => new make(path)),
    (opened) =>
      Effect.andThen(
        emptyLog(opened),
        Effect.sync(() => opened.close())
      )
  )
  yield* attempt(() => {
    db.pragma(`busy_timeout = ${busyTimeout}`)
    db.pragma("synchronous = FULL")
    db.pragma("foreign_keys = ON")
  })
  return yield* SqlClient.make({
    driver: "libsql",
    ...SqlClient.makeSqliteAcquirers({
      connection: Effect.succeed(connect(db)),
      semaphore: yield* Semaphore.make(1),
      isTransaction: () => db.inTransaction
    }),
    beginTransaction: "BEGIN IMMEDIATE",
    compiler: Statement.makeCompilerSqlite(),
    spanAttributes: [["db.system.name", "sqlite"]]
  })
})
