/** The tables of a ledger, and their versions. */
import * as Effect from "effect/Effect"
import * as Migrator from "effect/sql/Migrator"
import * as SqlClient from "effect/sql/SqlClient"
import { isSqlError } from "effect/sql/SqlError"
import { LedgerError } from "../model/errors.ts"

const versionTable = "losant_fleet_version"

/** The migrations, of which each has the next number. What is released never changes. */
const migrations = {
  "1_tables": Effect.gen(function* () {
    const sql = yield* SqlClient.SqlClient
    yield* sql`CREATE TABLE losant_fleet_set (
      id TEXT PRIMARY KEY,
      content TEXT NOT NULL,
      writes INTEGER NOT NULL,
      confirmed_at DOUBLE PRECISION,
      checksum INTEGER NOT NULL
    )`
    yield* sql`CREATE TABLE losant_fleet_write (
      set_id TEXT NOT NULL REFERENCES losant_fleet_set (id) ON DELETE CASCADE,
      number INTEGER NOT NULL,
      content TEXT NOT NULL,
      checksum INTEGER NOT NULL,
      state TEXT NOT NULL,
      attempts INTEGER NOT NULL,
      progress TEXT NOT NULL,
      state_checksum INTEGER NOT NULL,
      PRIMARY KEY (set_id, number)
    )`
  })
}

/** The version of the tables that this version of fleet knows. */
const known = Object.keys(migrations).length

/** The version of a database. It is 0 if there is no ledger in it. */
const versionOf = Effect.fnUntraced(function* (sql: SqlClient.SqlClient) {
  const found = yield* sql.onDialectOrElse({
    pg: () => sql`SELECT 1 AS found WHERE to_regclass(${versionTable}) IS NOT NULL`,
    orElse: () => sql`SELECT 1 AS found FROM sqlite_master WHERE type = 'table' AND name = ${versionTable}`
  })
  if (found.length === 0) return 0
  const [row] = yield* sql<{ readonly version: number | null }>`
    SELECT max(migration_id) AS version FROM ${sql(versionTable)}`
  return row?.version ?? 0
})

const migrate = Migrator.make({})({ loader: Migrator.fromRecord(migrations), table: versionTable })

/**
 * Brings the tables up to date before they are used. Without `create`, a database without a ledger stays as it is. True
 * if there are tables. Fails if a newer version of fleet made them.
 */
export const prepare = Effect.fnUntraced(function* (
  sql: SqlClient.SqlClient,
  { place, create }: { readonly place: string; readonly create: boolean }
) {
  const version = yield* versionOf(sql)
  if (version > known) {
    return yield* Effect.fail(
      new LedgerError({
        reason: "unreadable",
        message: `The ledger ${place} has version ${version}, and this program knows ${known} at most: install a newer one. Nothing is sent.`
      })
    )
  }
  if (version < known && (version > 0 || create)) {
    yield* migrate.pipe(
      Effect.provideService(SqlClient.SqlClient, sql),
      // A migration fails with what its statements fail with.
      Effect.catchTag("MigrationError", ({ cause }) =>
        Effect.fail(
          isSqlError(cause)
            ? cause
            : new LedgerError({ reason: "unwritable", message: `The ledger ${place} cannot be brought up to date.` })
        )
      )
    )
    return true
  }
  return version > 0
})
