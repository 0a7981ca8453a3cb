/** A ledger over the tables of a database, of whatever kind it is. */
import * as Arr from "effect/Array"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { Scope } from "effect/Scope"
import type { SqlClient } from "effect/sql/SqlClient"
import { isSqlError, type SqlError } from "effect/sql/SqlError"
import type { LedgerService } from "../ledger/Ledger.ts"
import type { Locked } from "../ledger/lock.ts"
import { makeOpenSets } from "../ledger/openSets.ts"
import { busy, makeSession, newSet, notFound } from "../ledger/session.ts"
import { type ChangeSet, ChangeSetId, isForgotten, type RecordedSet } from "../model/ChangeSet.ts"
import { LedgerError } from "../model/errors.ts"
import { newSetRow, newWriteRow, readRows, readSetRow, setSum, stateColumns } from "./rows.ts"

/** Runs statements over the connection that holds a set. */
export type OverConnection = <A, E>(statements: Effect.Effect<A, E>) => Effect.Effect<A, E>

/** The things in which the kinds of databases differ. */
export interface Storage {
  /** The name of the ledger in messages, without a secret. */
  readonly place: string
  /** The database with its tables. None if there is no ledger to read. */
  readonly database: (purpose: "read" | "write") => Effect.Effect<Option.Option<SqlClient>, SqlError | LedgerError>
  /** The reason of a failure as a phrase. It is `damaged` if the database holds something that it did not write. */
  readonly explain: (error: SqlError) => { readonly why: string; readonly damaged: boolean }
  /** Holds the ledger against other processes for the scope, where it can only be held as a whole. */
  readonly holdAll: Effect.Effect<void, Locked | LedgerError, Scope>
  /** Holds a set against other processes for the scope. */
  readonly holdSet: (sql: SqlClient, id: ChangeSetId) => Effect.Effect<OverConnection, Locked | SqlError, Scope>
}

const isId = Schema.is(ChangeSetId)

/** Each insertion has 8 values for each of these rows; SQLite takes 32,766 values. */
const rowsAtOnce = 500

const explained =
  (explain: (error: SqlError) => LedgerError) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, Exclude<E, SqlError> | LedgerError, R> =>
    // Whatever the guard refuses is no SqlError.
    Effect.mapError(effect, (error) => (isSqlError(error) ? explain(error) : (error as Exclude<E, SqlError>)))

export const makeLedger = ({ place, database, explain, holdAll, holdSet }: Storage): LedgerService => {
  const damaged = (problem: string) =>
    new LedgerError({
      reason: "damaged",
      message: `The ledger ${place} is damaged: ${problem}. Nothing is sent. Look at it, or plan the changes again on another ledger.`
    })
  const unreadable = (error: SqlError) => {
    const { why, damaged: isDamaged } = explain(error)
    return isDamaged
      ? damaged(why)
      : new LedgerError({ reason: "unreadable", message: `The ledger ${place} cannot be read: ${why}.` })
  }
  const unwritable = (error: SqlError) => {
    const { why, damaged: isDamaged } = explain(error)
    return isDamaged
      ? damaged(why)
      : new LedgerError({
          reason: "unwritable",
          message: `The ledger ${place} cannot be written: ${why}. What cannot be recorded is not sent.`
        })
  }
  const checked = <A>(result: Result.Result<A, string>) => Effect.mapError(Effect.fromResult(result), damaged)
  const reading = explained(unreadable)
  const writing = explained(unwritable)

  const open = makeOpenSets()

  /** The database of a ledger that is there. */
  const existing = (purpose: "read" | "write", id: ChangeSetId) =>
    Effect.flatMap(
      database(purpose),
      Option.match({ onNone: () => Effect.fail(notFound(id)), onSome: (sql) => Effect.succeed(sql) })
    )

  const readSet = Effect.fnUntraced(function* (sql: SqlClient, id: ChangeSetId) {
    const [row] = yield* sql`
      SELECT content, writes, confirmed_at, checksum FROM losant_fleet_set WHERE id = ${id}`
    if (row === undefined) return yield* Effect.fail(notFound(id))
    return yield* checked(readSetRow(id, row))
  })

  const readFrom = Effect.fnUntraced(function* (sql: SqlClient, id: ChangeSetId) {
    const set = yield* readSet(sql, id)
    const rows = yield* sql`
      SELECT number, content, checksum, state, attempts, progress, state_checksum
      FROM losant_fleet_write WHERE set_id = ${id} ORDER BY number`
    // Somebody may have removed the set between both.
    if (rows.length !== set.row.writes) yield* readSet(sql, id)
    return yield* checked(readRows(id, set, rows))
  })

  /** Holds a set that is there, and gives its database. */
  const hold = Effect.fnUntraced(
    function* (id: ChangeSetId) {
      yield* readSet(yield* existing("read", id), id)
      yield* open.hold(id)
      yield* holdAll
      const sql = yield* existing("write", id)
      return { sql, over: yield* holdSet(sql, id) }
    },
    (effect, id) => Effect.catchTag(effect, "Locked", ({ owner }: Locked) => Effect.fail(busy(id, owner)))
  )

  const changed = (what: string) =>
    new LedgerError({
      reason: "unwritable",
      message: `Another process has changed ${what} in the ledger ${place} meanwhile. What cannot be recorded is not sent.`
    })

  const confirm = Effect.fnUntraced(function* (sql: SqlClient, { id }: ChangeSet, at: number) {
    const { row } = yield* Effect.catchTag(readSet(sql, id), "ChangeSetNotFound", () =>
      Effect.fail(changed(`the set ${id}`))
    )
    const rows = yield* sql`
      UPDATE losant_fleet_set SET confirmed_at = ${at}, checksum = ${setSum(id, row.content, row.writes, at)}
      WHERE id = ${id} AND confirmed_at IS NULL RETURNING id`
    if (rows.length === 0) return yield* Effect.fail(changed(`the set ${id}`))
  })

  /** Records a new state, unless the row has another state than this process knows. */
  const move = Effect.fnUntraced(function* (sql: SqlClient, before: RecordedSet, after: RecordedSet, number: number) {
    const was = before.entries[number]
    const entry = after.entries[number]
    if (was === undefined || entry === undefined) return
    const { id } = before.set
    const { state, attempts, progress, state_checksum } = yield* stateColumns(id, entry)
    const rows = yield* sql`
      UPDATE losant_fleet_write
      SET state = ${state}, attempts = ${attempts}, progress = ${progress}, state_checksum = ${state_checksum}
      WHERE set_id = ${id} AND number = ${number} AND state = ${was.state} AND attempts = ${was.attempts}
      RETURNING number`
    if (rows.length === 0) return yield* Effect.fail(changed(`the write ${number} of the set ${id}`))
  })

  const remove: LedgerService["remove"] = (id) =>
    Effect.scoped(
      Effect.gen(function* () {
        const { sql, over } = yield* hold(id)
        yield* over(sql`DELETE FROM losant_fleet_set WHERE id = ${id}`)
      })
    ).pipe(writing)

  return {
    create: (set, writes) =>
      Effect.scoped(
        Effect.gen(function* () {
          yield* holdAll
          const sql = Option.getOrThrow(yield* database("write"))
          const row = yield* newSetRow(set, writes.length)
          const rows = yield* Effect.forEach(newSet(set, writes).entries, (entry) => newWriteRow(set.id, entry))
          yield* sql.withTransaction(
            Effect.gen(function* () {
              // A set that is there has the same writes, since its id follows from them. What it records is not lost.
              const made = yield* sql`
                INSERT INTO losant_fleet_set ${sql.insert(row)} ON CONFLICT (id) DO NOTHING RETURNING id`
              if (made.length === 0) return
              for (const chunk of Arr.chunksOf(rows, rowsAtOnce))
                yield* sql`INSERT INTO losant_fleet_write ${sql.insert(chunk)}`
            })
          )
        })
      ).pipe(
        writing,
        Effect.catchTag("Locked", ({ owner }: Locked) =>
          Effect.fail(new LedgerError({ reason: "unwritable", message: `The ledger ${place} is in use by ${owner}.` }))
        )
      ),
    read: (id) => reading(Effect.flatMap(existing("read", id), (sql) => readFrom(sql, id))),
    list: Effect.gen(function* () {
      const sql = yield* database("read")
      if (Option.isNone(sql)) return []
      const rows = yield* sql.value<{ readonly id: unknown }>`SELECT id FROM losant_fleet_set`
      return rows.flatMap(({ id }) => (isId(id) ? [id] : []))
    }).pipe(reading),
    open: (id) =>
      Effect.gen(function* () {
        const { sql, over } = yield* hold(id)
        const recorded = yield* over(readFrom(sql, id))
        return makeSession(recorded, (change, after, before) =>
          writing(
            over(
              change.kind === "confirmed"
                ? confirm(sql, before.set, change.at)
                : move(sql, before, after, change.transition.entry)
            )
          )
        )
      }).pipe(writing),
    removeExpired: (now) =>
      Effect.gen(function* () {
        const sql = yield* database("read")
        if (Option.isNone(sql)) return
        const rows = yield* sql.value<{ readonly id: unknown }>`
          SELECT id, content, writes, confirmed_at, checksum FROM losant_fleet_set WHERE confirmed_at IS NULL`
        for (const { id, ...row } of rows) {
          if (!isId(id)) continue
          const found = yield* Effect.option(Effect.fromResult(readSetRow(id, row)))
          // Whatever cannot be removed now is tried again with the next plan.
          if (Option.isSome(found) && isForgotten(found.value.set, now)) yield* Effect.ignore(remove(id))
        }
      }).pipe(reading),
    remove
  }
}
