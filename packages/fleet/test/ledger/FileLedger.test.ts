import {
  chmodSync,
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
import { join } from "node:path"
import { afterAll, assert, describe, it } from "@effect/vitest"
import { FileLedger, Ledger, type LedgerService, type LedgerSession } from "@effect-losant/fleet"
import * as Effect from "effect/Effect"
import { changeSet, removal, setId } from "../support/sets.ts"
import { ledgerSuite } from "./ledgerSuite.ts"

const root = mkdtempSync(join(tmpdir(), "effect-losant-ledger-"))
afterAll(() => rmSync(root, { recursive: true }))

let folders = 0
const newFolder = () => join(root, "below", `ledger-${folders++}`)

ledgerSuite("the ledger in files", () => FileLedger.layer({ folder: newFolder() }))

const one = setId(1)

interface Place {
  readonly ledger: LedgerService
  readonly folder: string
  readonly file: string
}

/** Runs a test on a ledger with one set, of three writes. */
const onFile = (title: string, test: (place: Place) => Effect.Effect<void, unknown>) => {
  it.effect(title, () => {
    const folder = newFolder()
    return Effect.gen(function* () {
      const ledger = yield* Ledger
      yield* ledger.create(changeSet(1), [removal(1), removal(2), removal(3)])
      yield* test({ ledger, folder, file: join(folder, `${one}.jsonl`) })
    }).pipe(Effect.provide(FileLedger.layer({ folder })))
  })
}

const use = <A, E>({ ledger }: Place, body: (opened: LedgerSession) => Effect.Effect<A, E>) =>
  Effect.scoped(Effect.flatMap(ledger.open(one), body))

const beginAt = (id: number) => (opened: LedgerSession) =>
  Effect.flatMap(opened.current, ({ entries }) =>
    Effect.flatMap(Effect.fromNullishOr(entries[id]), (entry) => opened.begin(entry))
  )

const statesOf = ({ ledger }: Place) => Effect.map(ledger.read(one), ({ entries }) => entries.map(({ state }) => state))

describe("the file of a set", () => {
  onFile("is for the user alone, also after somebody opened it to others", (place) =>
    Effect.gen(function* () {
      const mode = () => lstatSync(place.file).mode & 0o777
      assert.strictEqual(mode(), 0o600)
      assert.strictEqual(lstatSync(place.folder).mode & 0o777, 0o700)
      chmodSync(place.file, 0o644)
      yield* use(place, ({ current }) => current)
      assert.strictEqual(mode(), 0o600)
      assert.deepEqual(readdirSync(place.folder), [`${one}.jsonl`], "no lock and no draft is left")
    })
  )

  onFile("holds a line of JSON for each record", (place) =>
    Effect.gen(function* () {
      yield* use(place, beginAt(1))
      const lines = readFileSync(place.file, "utf8").split("\n")
      assert.strictEqual(lines.pop(), "")
      assert.deepEqual(
        lines.map((line) => JSON.parse(line).record.kind),
        ["set", "write", "write", "write", "transition"]
      )
    })
  )

  onFile("loses a torn last line, whatever its length, and goes on behind the whole ones", (place) =>
    Effect.gen(function* () {
      yield* use(place, beginAt(0))
      const before = readFileSync(place.file)
      yield* use(place, beginAt(1))
      const whole = readFileSync(place.file)
      for (let length = before.length; length < whole.length; length += 1) {
        writeFileSync(place.file, whole.subarray(0, length))
        assert.deepEqual(yield* statesOf(place), ["begun", "planned", "planned"])
      }
      // Longer than the line that takes its place.
      writeFileSync(place.file, Buffer.concat([before, Buffer.from(`{"sum":${"9".repeat(5_000)}`)]))
      yield* use(place, beginAt(2))
      assert.deepEqual(yield* statesOf(place), ["begun", "planned", "begun"])
    })
  )

  onFile("is refused if anything else is wrong with it", (place) =>
    Effect.gen(function* () {
      yield* use(place, beginAt(0))
      yield* use(place, beginAt(1))
      const text = readFileSync(place.file, "utf8")
      const lines = text.split("\n").slice(0, -1)
      const join = (changed: ReadonlyArray<string>) => changed.map((line) => `${line}\n`).join("")
      const wrong: ReadonlyArray<readonly [string, string]> = [
        ["an empty file", ""],
        ["no head", join(lines.slice(1))],
        ["writes that are missing", join(lines.slice(0, 2))],
        ["a lost line", join(lines.toSpliced(4, 1))],
        ["exchanged lines", join([...lines.slice(0, 4), lines[5] ?? "", lines[4] ?? ""])],
        ["a repeated line", join([...lines, lines[5] ?? ""])],
        ["a changed letter", text.replace("Plant 2", "Plant 3")],
        ["another program's line", `${text}{"hello":1}\n`],
        ["an empty line", `${text}\n`],
        ["half a line with an end", `${text}{"sum":1,\n`]
      ]
      for (const [what, content] of wrong) {
        writeFileSync(place.file, content)
        for (const effect of [
          Effect.asVoid(place.ledger.read(one)),
          Effect.asVoid(Effect.scoped(place.ledger.open(one)))
        ]) {
          const error = yield* Effect.flip(effect)
          assert.strictEqual(error._tag, "ChangeSetLedgerError", what)
          assert.propertyVal(error, "reason", "damaged", what)
          assert.include(error.message, place.file)
        }
        assert.strictEqual(readFileSync(place.file, "utf8"), content, "it stays as it is, for a person")
      }
      writeFileSync(place.file, text)
      assert.deepEqual(yield* statesOf(place), ["begun", "begun", "planned"])
    })
  )

  onFile("cannot be a link", (place) =>
    Effect.gen(function* () {
      const elsewhere = join(root, "elsewhere")
      writeFileSync(elsewhere, readFileSync(place.file))
      rmSync(place.file)
      symlinkSync(elsewhere, place.file)
      const error = yield* Effect.flip(use(place, beginAt(0)))
      assert.propertyVal(error, "reason", "unreadable")
    })
  )

  it.effect("is not made where no folder can be", () =>
    Effect.gen(function* () {
      const file = join(root, "file")
      writeFileSync(file, "")
      const link = join(root, "link")
      mkdirSync(join(root, "target"))
      symlinkSync(join(root, "target"), link)
      for (const folder of [file, join(file, "below"), link, "/proc/nowhere/ledger"]) {
        const effect = Ledger.use((ledger) => ledger.create(changeSet(1), [])).pipe(
          Effect.provide(FileLedger.layer({ folder }))
        )
        assert.propertyVal(yield* Effect.flip(effect), "reason", "unwritable", folder)
      }
      assert.deepEqual(readdirSync(join(root, "target")), [])
    })
  )
})

describe("the lock of a set", () => {
  const lockOf = ({ file }: Place) => `${file}.lock`
  const owner = { pid: process.pid, host: hostname(), token: "of somebody else" }
  // The greatest id that Linux gives is smaller.
  const dead = 2 ** 22 + 1

  for (const [what, content] of [
    ["of a dead process", { ...owner, pid: dead }],
    ["of a dead process that had this process's id, as in containers", owner],
    ["of a dead process whose id another program has got", { ...owner, pid: process.ppid, started: "1" }]
  ] as const) {
    onFile(`${what} is taken over`, (place) =>
      Effect.gen(function* () {
        writeFileSync(lockOf(place), JSON.stringify(content))
        yield* use(place, beginAt(0))
        assert.deepEqual(yield* statesOf(place), ["begun", "planned", "planned"])
        assert.deepEqual(readdirSync(place.folder), [`${one}.jsonl`])
      })
    )
  }

  for (const [what, content] of [
    ["of a living process", JSON.stringify({ ...owner, pid: process.ppid })],
    ["of another machine", JSON.stringify({ ...owner, pid: dead, host: "another" })],
    ["of nobody knows whom", "7\n"]
  ] as const) {
    onFile(`${what} is respected, and says what to do`, (place) =>
      Effect.gen(function* () {
        writeFileSync(lockOf(place), content)
        const error = yield* Effect.flip(use(place, beginAt(0)))
        assert.propertyVal(error, "_tag", "ChangeSetBusy")
        assert.propertyVal(error, "message", error instanceof Error ? error.message : "")
        assert.include(String(error), `If nothing uses it, delete ${lockOf(place)}`)
        assert.strictEqual(readFileSync(lockOf(place), "utf8"), content)
      })
    )
  }

  onFile("that was taken away while in use lets nothing be recorded any more", (place) =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(
        use(place, (opened) =>
          Effect.gen(function* () {
            yield* beginAt(0)(opened)
            rmSync(lockOf(place))
            return yield* beginAt(1)(opened)
          })
        )
      )
      assert.propertyVal(error, "reason", "unwritable")
      assert.deepEqual(yield* statesOf(place), ["begun", "planned", "planned"])
    })
  )
})
