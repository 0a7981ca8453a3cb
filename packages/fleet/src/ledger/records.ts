/**
 * The lines of a ledger's file. Each holds a record and the checksum of all records up to it: a line that is lost,
 * exchanged or changed shows.
 */
import { crc32 } from "node:zlib"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { ChangeSet, type RecordedSet } from "../model/ChangeSet.ts"
import { Transition } from "../model/Entry.ts"
import { Write } from "../model/Write.ts"
import { applyChange, type Change, newSet } from "./session.ts"

/** The version of the format. A new format gets the next number. */
const version = 1

const Line = Schema.Union([
  Schema.Struct({
    kind: Schema.Literal("set"),
    format: Schema.Literal("effect-losant/change-set"),
    version: Schema.Literal(version),
    set: ChangeSet,
    writes: Schema.Int
  }),
  Schema.Struct({ kind: Schema.Literal("write"), write: Write }),
  Schema.Struct({ kind: Schema.Literal("confirmed"), at: Schema.Finite }),
  Schema.Struct({ kind: Schema.Literal("transition"), transition: Transition })
])
type Line = typeof Line.Type

const encodeLine = Schema.encodeEffect(Schema.fromJsonString(Line))
const decodeLine = Schema.decodeUnknownResult(Schema.fromJsonString(Line), { onExcessProperty: "error" })

interface Written {
  readonly text: string
  /** The checksum of all records up to this one. */
  readonly sum: number
}

/** Writes a record as a line with its end. `sum` is the checksum of the records before it. */
const writeLine = (line: Line, sum: number): Effect.Effect<Written> =>
  // The record was decoded before, so that it can be encoded.
  Effect.map(Effect.orDie(encodeLine(line)), (record) => {
    const next = crc32(record, sum)
    return { text: `{"sum":${next},"record":${record}}\n`, sum: next }
  })

/** The text of a change, which follows records with the checksum `sum`. */
export const writeChange = (change: Change, sum: number): Effect.Effect<Written> => writeLine(change, sum)

/** The text of a new file. */
export const writeNew = Effect.fnUntraced(function* (set: ChangeSet, writes: ReadonlyArray<Write>) {
  const lines: ReadonlyArray<Line> = [
    { kind: "set", format: "effect-losant/change-set", version, set, writes: writes.length },
    ...writes.map((write): Line => ({ kind: "write", write }))
  ]
  let sum = 0
  const texts: Array<string> = []
  for (const line of lines) {
    const written = yield* writeLine(line, sum)
    texts.push(written.text)
    sum = written.sum
  }
  return texts.join("")
})

/** A file that was read. */
export interface ReadFile {
  readonly recorded: RecordedSet
  readonly sum: number
  /** The size in bytes of all whole lines. A torn line behind them does not count. */
  readonly size: number
}

// A text of JSON may hold the line separators of Unicode, which a dot alone does not match.
const envelope = /^\{"sum":(\d{1,10}),"record":(\{.*\})\}$/s

interface Checked {
  readonly line: Line
  readonly sum: number
}

const checkLine = (text: string, number: number, sum: number): Result.Result<Checked, string> => {
  const [, expected, record] = envelope.exec(text) ?? []
  if (expected === undefined || record === undefined) return Result.fail(`line ${number} is no record`)
  const next = crc32(record, sum)
  if (next !== Number(expected)) return Result.fail(`the checksum of line ${number} is wrong`)
  return Result.mapBoth(decodeLine(record), {
    onFailure: () => `line ${number} holds something that this version does not know`,
    onSuccess: (line) => ({ line, sum: next })
  })
}

/** The set of a file's first lines, or the problem. */
const readHead = (lines: ReadonlyArray<Line>): Result.Result<RecordedSet, string> => {
  const [head] = lines
  if (head?.kind !== "set") return Result.fail("it does not begin with a change set")
  const writes = lines.slice(1, head.writes + 1).flatMap((line) => (line.kind === "write" ? [line.write] : []))
  return writes.length === head.writes
    ? Result.succeed(newSet(head.set, writes))
    : Result.fail(`it lacks ${head.writes - writes.length} of its ${head.writes} writes`)
}

/**
 * The set of a file that nobody confirmed, by its first line. Undefined if it is confirmed, or if the line cannot be read.
 * A text inside of a record cannot look like the record of a confirmation: its quotation marks are escaped.
 */
export const readUnconfirmed = (text: string): ChangeSet | undefined => {
  if (text.includes('"record":{"kind":"confirmed"')) return undefined
  const head = checkLine(text.slice(0, text.indexOf("\n")), 1, 0)
  return Result.isSuccess(head) && head.success.line.kind === "set" ? head.success.line.set : undefined
}

/**
 * Reads the text of a file. A last line without an end was being written when the process died: it is left out, since
 * no request was sent before its record was complete. Everything else that is wrong is a problem.
 */
export const readText = (text: string): Result.Result<ReadFile, string> =>
  Result.gen(function* () {
    const whole = text.slice(0, text.lastIndexOf("\n") + 1)
    const lines: Array<Line> = []
    let sum = 0
    for (const [index, one] of whole.split("\n").slice(0, -1).entries()) {
      const checked = yield* checkLine(one, index + 1, sum)
      lines.push(checked.line)
      sum = checked.sum
    }
    let recorded = yield* readHead(lines)
    const first = recorded.entries.length + 1
    for (const [index, line] of lines.slice(first).entries()) {
      const after = line.kind === "set" || line.kind === "write" ? undefined : applyChange(recorded, line)
      if (after === undefined)
        return yield* Result.fail(`line ${first + index + 1} does not follow from those before it`)
      recorded = after
    }
    return { recorded, sum, size: Buffer.byteLength(whole) }
  })
