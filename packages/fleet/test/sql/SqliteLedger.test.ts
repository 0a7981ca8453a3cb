import {
  chmodSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from "node:fs"
import { hostname, tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { afterAll, assert, describe, it } from "@effect/vitest"
import { Ledger, type LedgerService, type LedgerSession } from "@effect-losant/fleet"
import { SqliteLedger } from "@effect-losant/fleet/sql"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import Database from "libsql"
import { ledgerSuite } from "../ledger/ledgerSuite.ts"
import { changeSet, removal, setId } from "../support/sets.ts"

const root = mkdtempSync(join(tmpdir(), "effect-losant-sqlite-"))
afterAll(() => rmSync(root, { recursive: true }))

let folders = 0
const newFile = () => join(root, "below", `ledger-${folders++}`, "fleet.sqlite")

ledgerSuite("the ledger in SQLite", () => Layer.orDie(SqliteLedger.layer({ file: newFile() })))

/** The copy of a file that nobody has open. It is a ledger of its own. */
const newCopy = (file: string) => {
  const copy = newFile()
  mkdirSync(dirname(copy), { recursive: true })
  copyFileSync(file, copy)
  return copy
}

const one = setId(1)
const writes = [removal(1), removal(2), removal(3)]

/** Uses a ledger on a file as a process of its own does: it is closed at the end. */
const on = <A, E>(file: string, use: (ledger: LedgerService) => Effect.Effect<A, E>) =>
  Effect.provide(Ledger.use(use), SqliteLedger.layer({ file }))

/** A file with one set, of three writes. */
const withSet = Effect.fnUntraced(function* () {
  const file = newFile()
  yield* on(file, (ledger) => ledger.create(changeSet(1), writes))
  return file
})

const session = <A, E>(ledger: LedgerService, use: (opened: LedgerSession) => Effect.Effect<A, E>) =>
  Effect.scoped(Effect.flatMap(ledger.open(one), use))

const beginAt = (id: number) => (opened: LedgerSession) =>
  Effect.flatMap(opened.current, ({ entries }) =>
    Effect.flatMap(Effect.fromNullishOr(entries[id]), (entry) => opened.begin(entry))
  )

const statesOf = (file: string) =>
  on(file, ({ read }) => Effect.map(read(one), ({ entries }) => entries.map(({ state }) => state)))

/** Changes a database as another program would. */
const change = (file: string, ...statements: ReadonlyArray<string>) =>
  Effect.sync(() => {
    const db = new Database(file)
    for (const statement of statements) db.exec(statement)
    db.pragma("wal_checkpoint(TRUNCATE)")
    db.close()
  })

/** All ways to use the set of a ledger fail for the same reason. */
const refused = Effect.fnUntraced(function* (file: string, reason: string, what: string) {
  const uses: ReadonlyArray<(ledger: LedgerService) => Effect.Effect<unknown, unknown>> = [
    ({ read }) => read(one),
    (ledger) => session(ledger, beginAt(0))
  ]
  let message = ""
  for (const use of uses) {
    const error = yield* Effect.flip(on(file, use))
    assert.propertyVal(error, "_tag", "ChangeSetLedgerError", what)
    assert.propertyVal(error, "reason", reason, what)
    message = error instanceof Error ? error.message : ""
    assert.include(message, file, what)
    assert.notMatch(message, /SqlError|\bat .*:\d+/u, what)
  }
  return message
})

describe("the file of a ledger in SQLite", () => {
  it.effect("is for the user alone, also after somebody opened it to others", () =>
    Effect.gen(function* () {
      const file = yield* withSet()
      const mode = (path: string) => lstatSync(path).mode & 0o777
      assert.strictEqual(mode(file), 0o600)
      assert.strictEqual(mode(dirname(file)), 0o700)
      assert.notInclude(readdirSync(dirname(file)), "fleet.sqlite.lock")
      assert.strictEqual(lstatSync(`${file}-wal`).size, 0, "the file alone is the whole ledger")
      chmodSync(file, 0o644)
      yield* on(file, (ledger) =>
        session(ledger, (opened) =>
          Effect.gen(function* () {
            yield* beginAt(0)(opened)
            const names = readdirSync(dirname(file))
            assert.include(names, "fleet.sqlite.lock")
            assert.include(names, "fleet.sqlite-wal")
            for (const name of names) assert.strictEqual(mode(join(dirname(file), name)), 0o600, name)
          })
        )
      )
    })
  )

  it.effect("is not made by those who only read", () =>
    Effect.gen(function* () {
      const file = newFile()
      assert.deepEqual(yield* on(file, ({ list }) => list), [])
      assert.strictEqual((yield* Effect.flip(on(file, ({ read }) => read(one))))._tag, "ChangeSetNotFound")
      yield* on(file, ({ removeExpired }) => removeExpired(Number.MAX_SAFE_INTEGER))
      assert.isFalse(existsSync(dirname(file)))
    })
  )

  it.effect("keeps what was recorded for the next process, and what a repeated plan would lose", () =>
    Effect.gen(function* () {
      const file = yield* withSet()
      yield* on(file, (ledger) => session(ledger, beginAt(1)))
      assert.deepEqual(yield* statesOf(file), ["planned", "begun", "planned"])
      yield* on(file, (ledger) => ledger.create(changeSet(1), writes))
      assert.deepEqual(yield* statesOf(file), ["planned", "begun", "planned"])
    })
  )

  it.effect("is refused if it is damaged, and stays as it is", () =>
    Effect.gen(function* () {
      const file = newFile()
      // Enough for several pages.
      const many = Array.from({ length: 200 }, (_, index) => removal(index))
      yield* on(file, (ledger) => ledger.create(changeSet(1), many))
      const whole = readFileSync(file)
      const noise = Buffer.alloc(4_096, 7)
      const wrong: ReadonlyArray<readonly [string, Buffer]> = [
        ["the file of another program", Buffer.from("a letter to somebody, which is no database at all\n".repeat(9))],
        ["a head that was overwritten", Buffer.concat([noise.subarray(0, 100), whole.subarray(100)])],
        ["a page that was overwritten", Buffer.concat([whole.subarray(0, 8_192), noise, whole.subarray(12_288)])],
        ["an end that is missing", whole.subarray(0, Math.floor(whole.length / 8_192) * 4_096)]
      ]
      for (const [what, content] of wrong) {
        const copy = newCopy(file)
        writeFileSync(copy, content)
        const message = yield* refused(copy, "damaged", what)
        assert.include(message, "Nothing is sent.", what)
        assert.isTrue(readFileSync(copy).equals(content), `${what}: it stays as it is, for a person`)
      }
      assert.lengthOf(yield* statesOf(newCopy(file)), 200)
    })
  )

  it.effect("is refused if somebody changed a row", () =>
    Effect.gen(function* () {
      const file = yield* withSet()
      yield* on(file, (ledger) => session(ledger, beginAt(0)))
      const wrong: ReadonlyArray<readonly [string, string]> = [
        [
          "UPDATE losant_fleet_write SET content = replace(content, 'Plant 2', 'Plant 3')",
          "checksum of the row of the write 1"
        ],
        [
          "UPDATE losant_fleet_write SET state = 'planned' WHERE number = 0",
          "checksum of the state in the row of the write 0"
        ],
        ["UPDATE losant_fleet_write SET attempts = 'many'", "holds something that this version does not know"],
        ["UPDATE losant_fleet_write SET number = 7 WHERE number = 1", "the row of the write 1 is missing"],
        ["DELETE FROM losant_fleet_write WHERE number = 2", `the set ${one} has 2 of its 3 writes`],
        ["UPDATE losant_fleet_set SET confirmed_at = 1", `the checksum of the set ${one} is wrong`]
      ]
      for (const [statement, problem] of wrong) {
        const copy = newCopy(file)
        yield* change(copy, statement)
        assert.include(yield* refused(copy, "damaged", statement), problem)
      }
    })
  )

  it.effect("is refused if a newer version made it, or another program", () =>
    Effect.gen(function* () {
      const file = yield* withSet()
      yield* change(file, "INSERT INTO losant_fleet_version (migration_id, name) VALUES (2, 'later')")
      const before = readFileSync(file)
      assert.include(
        yield* refused(file, "unreadable", "newer"),
        "has version 2, and this program knows 1 at most: install a newer one. Nothing is sent."
      )
      assert.isTrue(readFileSync(file).equals(before))

      const foreign = newFile()
      mkdirSync(dirname(foreign), { recursive: true })
      yield* change(foreign, "CREATE TABLE bills (amount REAL)")
      const theirs = readFileSync(foreign)
      const error = yield* Effect.flip(on(foreign, (ledger) => ledger.create(changeSet(1), writes)))
      assert.strictEqual(error.reason, "unwritable")
      assert.strictEqual(
        error.message,
        `${foreign} is a database of another program, and no ledger: name another file.`
      )
      assert.isTrue(readFileSync(foreign).equals(theirs), "nothing of it is changed")
    })
  )

  it.effect("cannot be a link, a folder, or below a file", () =>
    Effect.gen(function* () {
      const file = yield* withSet()
      const link = `${file}.link`
      symlinkSync(file, link)
      assert.include(yield* refused(link, "unreadable", "link"), "it is a symbolic link")
      for (const wrong of [dirname(file), join(file, "fleet.sqlite"), "/proc/nowhere/fleet.sqlite"]) {
        const error = yield* Effect.flip(on(wrong, (ledger) => ledger.create(changeSet(1), writes)))
        assert.oneOf(error.reason, ["unreadable", "unwritable"], wrong)
        assert.include(error.message, wrong)
      }
      assert.deepEqual(yield* statesOf(file), ["planned", "planned", "planned"])
    })
  )
})

describe("the lock of a ledger in SQLite", () => {
  it.effect("refuses a second writer and lets others read, until the first is done", () =>
    Effect.gen(function* () {
      const file = yield* withSet()
      const other = { pid: process.ppid, host: hostname(), token: "of somebody else" }
      writeFileSync(`${file}.lock`, JSON.stringify(other))
      yield* on(file, (ledger) =>
        Effect.gen(function* () {
          const error = yield* Effect.flip(session(ledger, beginAt(0)))
          assert.strictEqual(error._tag, "ChangeSetBusy")
          assert.include(
            String(error),
            `is in use by the process ${process.ppid} on ${hostname()}. If nothing uses it, delete ${file}.lock`
          )
          const planning = yield* Effect.flip(ledger.create(changeSet(2), writes))
          assert.strictEqual(planning.reason, "unwritable")
          assert.include(planning.message, `The ledger ${file} is in use by the process ${process.ppid}`)
          assert.lengthOf((yield* ledger.read(one)).entries, 3)
          rmSync(`${file}.lock`)
          yield* session(ledger, beginAt(0))
          yield* ledger.create(changeSet(2), writes)
        })
      )
      assert.deepEqual(yield* statesOf(file), ["begun", "planned", "planned"])
    })
  )

  it.effect("of a dead process is taken over", () =>
    Effect.gen(function* () {
      const file = yield* withSet()
      // The greatest id that Linux gives is smaller.
      const dead = { pid: 2 ** 22 + 1, host: hostname(), token: "of a dead process" }
      writeFileSync(`${file}.lock`, JSON.stringify(dead))
      yield* on(file, (ledger) => session(ledger, beginAt(2)))
      assert.deepEqual(yield* statesOf(file), ["planned", "planned", "begun"])
    })
  )

  it.effect("that somebody deleted in use lets no write begin twice", () =>
    Effect.gen(function* () {
      const file = yield* withSet()
      const error = yield* Effect.flip(
        on(file, (first) =>
          session(first, (opened) =>
            Effect.gen(function* () {
              rmSync(`${file}.lock`)
              const begun = yield* on(file, (second) => session(second, beginAt(0)))
              assert.isTrue(Option.isSome(begun))
              yield* beginAt(1)(opened)
              return yield* beginAt(0)(opened)
            })
          )
        )
      )
      assert.propertyVal(error, "reason", "unwritable")
      assert.include(String(error), `Another process has changed the write 0 of the set ${one}`)
      assert.deepEqual(yield* statesOf(file), ["begun", "begun", "planned"])
    })
  )
})
