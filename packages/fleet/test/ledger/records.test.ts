// The lines of a ledger's file, without a file: what is written is read again, and everything else that is wrong is told.
import { crc32 } from "node:zlib"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { readText, readUnconfirmed, writeChange, writeNew } from "../../src/ledger/records.ts"
import { changeSet, removal } from "../support/sets.ts"

const set = changeSet(1)
const writes = [removal(1), removal(2)]

const begun = { kind: "transition", transition: { entry: 1, to: "begun", attempts: 1, at: 5 } } as const
const done = { kind: "transition", transition: { entry: 1, to: "done", attempts: 1, at: 6 } } as const
const confirmed = { kind: "confirmed", at: 4 } as const

type Change = typeof begun | typeof done | typeof confirmed

/** The text of a file with these changes after its head. */
const textOf = Effect.fnUntraced(function* (...changes: ReadonlyArray<Change>) {
  let text = yield* writeNew(set, writes)
  let { sum } = Result.getOrThrow(readText(text))
  for (const change of changes) {
    const written = yield* writeChange(change, sum)
    text += written.text
    sum = written.sum
  }
  return text
})

/** Appends a record with the right checksum. */
const append = (text: string, record: unknown): string => {
  const json = JSON.stringify(record)
  const sum = Number(
    text
      .match(/^\{"sum":(\d+)/gm)
      ?.at(-1)
      ?.slice('{"sum":'.length) ?? 0
  )
  return `${text}{"sum":${crc32(json, sum)},"record":${json}}\n`
}

const problemOf = (text: string) =>
  Result.match(readText(text), { onFailure: (problem) => problem, onSuccess: () => undefined })

describe("the lines of a ledger", () => {
  it.effect("are read as they were written", () =>
    Effect.gen(function* () {
      const text = yield* textOf(confirmed, begun, done)
      const { recorded, sum, size } = Result.getOrThrow(readText(text))
      assert.deepStrictEqual(recorded.set, set)
      assert.strictEqual(recorded.confirmedAt, 4)
      assert.deepStrictEqual(
        recorded.entries.map(({ id, write, state, attempts }) => ({ id, write, state, attempts })),
        [
          { id: 0, write: writes[0], state: "planned", attempts: 0 },
          { id: 1, write: writes[1], state: "done", attempts: 1 }
        ]
      )
      assert.strictEqual(size, Buffer.byteLength(text))
      assert.isAbove(size, text.length)
      assert.include(text, `{"sum":${sum},"record":{"kind":"transition"`)
    })
  )

  it.effect("are one for each record, in the words of their format", () =>
    Effect.gen(function* () {
      const lines = (yield* textOf(confirmed)).trimEnd().split("\n")
      const records = lines.map((line) => JSON.parse(line).record)
      assert.deepStrictEqual(
        records.map(({ kind }) => kind),
        ["set", "write", "write", "confirmed"]
      )
      const { format, version, writes: count } = records[0]
      assert.deepStrictEqual({ format, version, count }, { format: "effect-losant/change-set", version: 1, count: 2 })
    })
  )

  it.effect("are read without the last one, if that has no end", () =>
    Effect.gen(function* () {
      const [before, after] = [yield* textOf(confirmed), yield* textOf(confirmed, begun)]
      for (const text of [`${before}{"sum":1`, after.slice(0, -1)]) {
        const { recorded, size } = Result.getOrThrow(readText(text))
        assert.strictEqual(recorded.entries[1]?.state, "planned")
        assert.strictEqual(size, Buffer.byteLength(before))
      }
    })
  )

  it.effect("say where they are wrong", () =>
    Effect.gen(function* () {
      const head = yield* textOf()
      const text = yield* textOf(confirmed, begun)
      const lines = text.trimEnd().split("\n")
      const join = (some: ReadonlyArray<string>) => some.map((line) => `${line}\n`).join("")
      const cases: ReadonlyArray<readonly [string, string]> = [
        ["", "it does not begin with a change set"],
        [append("", confirmed), "it does not begin with a change set"],
        ["hello\n", "line 1 is no record"],
        [`${head}\n`, "line 4 is no record"],
        [`${head}x${lines[3]}\n`, "line 4 is no record"],
        [`${head}${lines[3]}x\n`, "line 4 is no record"],
        [`${head}{"sum":12345678901,"record":{}}\n`, "line 4 is no record"],
        [`${head}{"sum":,"record":{}}\n`, "line 4 is no record"],
        [`${head}{"sum":1,"record":{}}\n`, "the checksum of line 4 is wrong"],
        [text.replace("Plant 2", "Plant 3"), "the checksum of line 3 is wrong"],
        [join([...lines.slice(0, 3), ...lines.slice(4)]), "the checksum of line 4 is wrong"],
        [append(head, { kind: "undone" }), "line 4 holds something that this version does not know"],
        [append(head, { ...confirmed, more: 1 }), "line 4 holds something that this version does not know"],
        [join(lines.slice(0, 2)), "it lacks 1 of its 2 writes"],
        [join(lines.slice(0, 1)), "it lacks 2 of its 2 writes"],
        [append(text, confirmed), "line 6 does not follow from those before it"],
        [
          append(text, { kind: "write", write: JSON.parse(lines[1] ?? "").record.write }),
          "line 6 does not follow from those before it"
        ],
        [append(head, JSON.parse(lines[0] ?? "").record), "line 4 does not follow from those before it"],
        [
          append(head, { ...begun, transition: { ...begun.transition, entry: 9 } }),
          "line 4 does not follow from those before it"
        ],
        [append(head, done), "line 4 does not follow from those before it"]
      ]
      for (const [wrong, problem] of cases) assert.strictEqual(problemOf(wrong), problem, wrong.slice(-80))
    })
  )

  it.effect("of another version or another format are not known", () =>
    Effect.gen(function* () {
      const [first = ""] = (yield* textOf()).split("\n")
      const { record } = JSON.parse(first)
      for (const other of [{ version: 2 }, { format: "another" }, { kind: "sets" }]) {
        assert.strictEqual(
          problemOf(append("", { ...record, ...other })),
          "line 1 holds something that this version does not know"
        )
      }
    })
  )

  it.effect("may hold a confirmation in place of a write no more than anything else", () =>
    Effect.gen(function* () {
      const [first = ""] = (yield* textOf()).split("\n")
      const text = append(append(`${first}\n`, confirmed), confirmed)
      assert.strictEqual(problemOf(text), "it lacks 2 of its 2 writes")
    })
  )
})

describe("a file that nobody confirmed", () => {
  it.effect("is known by its first line, whatever is wrong behind it", () =>
    Effect.gen(function* () {
      const text = yield* textOf()
      assert.deepStrictEqual(readUnconfirmed(text), set)
      assert.deepStrictEqual(readUnconfirmed(yield* textOf(begun)), set)
      assert.deepStrictEqual(readUnconfirmed(`${text.split("\n")[0]}\nhello\n`), set)
      assert.isUndefined(readUnconfirmed(yield* textOf(confirmed)))
    })
  )

  it.effect("is not known if its first line is damaged, torn, or no change set", () =>
    Effect.gen(function* () {
      const text = yield* textOf()
      const [first = ""] = text.split("\n")
      for (const wrong of ["", "hello\n", text.replace("Plant 0", "Plant 9"), append("", begun), first.slice(0, -9)]) {
        assert.isUndefined(readUnconfirmed(wrong), wrong)
      }
    })
  )

  it.effect("does not become a confirmed one by the name of an organization", () =>
    Effect.gen(function* () {
      const orgName = '"record":{"kind":"confirmed","at":1}'
      const named = { ...set, excluded: [{ orgName, reason: "It says so." }] }
      assert.deepStrictEqual(readUnconfirmed(yield* writeNew(named, writes)), named)
    })
  )
})
