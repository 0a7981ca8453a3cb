/**
 * The rows of a ledger in a database. A set is a row, and so is each of its writes, whose state alone ever changes. Each
 * row holds checksums, so that one that somebody changed shows.
 */
import { crc32 } from "node:zlib"
import { OrgId } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { fillNewOrgs } from "../ledger/session.ts"
import { ChangeSet, type ChangeSetId, type RecordedSet } from "../model/ChangeSet.ts"
import { type Entry, EntryState, Seen } from "../model/Entry.ts"
import { Write } from "../model/Write.ts"

const SetRow = Schema.Struct({
  content: Schema.String,
  writes: Schema.Int,
  confirmed_at: Schema.NullOr(Schema.Finite),
  checksum: Schema.Int
})
type SetRow = typeof SetRow.Type

const WriteRow = Schema.Struct({
  number: Schema.Int,
  content: Schema.String,
  checksum: Schema.Int,
  state: EntryState,
  attempts: Schema.Int,
  progress: Schema.String,
  state_checksum: Schema.Int
})
type WriteRow = typeof WriteRow.Type

/** The fields of an entry that only its state has. */
const Progress = Schema.Struct({
  begunAt: Schema.optionalKey(Schema.Finite),
  seen: Schema.optionalKey(Seen),
  detail: Schema.optionalKey(Schema.String),
  settled: Schema.optionalKey(Schema.Boolean),
  created: Schema.optionalKey(OrgId)
})

const setText = Schema.fromJsonString(ChangeSet)
const writeText = Schema.fromJsonString(Write)
const progressText = Schema.fromJsonString(Progress)

const strict = { onExcessProperty: "error" } as const
const decodeSet = Schema.decodeUnknownResult(setText, strict)
const decodeWrite = Schema.decodeUnknownResult(writeText, strict)
const decodeProgress = Schema.decodeUnknownResult(progressText, strict)
const decodeSetRow = Schema.decodeUnknownResult(SetRow)
const decodeWriteRow = Schema.decodeUnknownResult(WriteRow)
// The values were decoded before, so that they can be encoded.
const encodeSet = (set: ChangeSet) => Effect.orDie(Schema.encodeEffect(setText)(set))
const encodeWrite = (write: Write) => Effect.orDie(Schema.encodeEffect(writeText)(write))
const encodeProgress = (progress: typeof Progress.Type) => Effect.orDie(Schema.encodeEffect(progressText)(progress))

/** A checksum as a signed number of 32 bits, which fits into an INTEGER of each database. */
const sumOf = (...parts: ReadonlyArray<string | number | null>): number => crc32(JSON.stringify(parts)) | 0

/** The checksum of a set's row. */
export const setSum = (id: ChangeSetId, content: string, writes: number, confirmedAt: number | null): number =>
  sumOf(id, content, writes, confirmedAt)

/** The columns of a write's state. */
export const stateColumns = Effect.fnUntraced(function* (set: ChangeSetId, entry: Entry) {
  const { id, write: _write, state, attempts, ...rest } = entry
  const progress = yield* encodeProgress(rest)
  return { state, attempts, progress, state_checksum: sumOf(set, id, state, attempts, progress) }
})

/** The row of a new set. */
export const newSetRow = Effect.fnUntraced(function* (set: ChangeSet, writes: number) {
  const content = yield* encodeSet(set)
  return { id: set.id, content, writes, confirmed_at: null, checksum: setSum(set.id, content, writes, null) }
})

/** The row of a write of a new set. */
export const newWriteRow = Effect.fnUntraced(function* (set: ChangeSetId, entry: Entry) {
  const content = yield* encodeWrite(entry.write)
  return {
    set_id: set,
    number: entry.id,
    content,
    checksum: sumOf(set, entry.id, content),
    ...(yield* stateColumns(set, entry))
  }
})

const entryOf = (set: ChangeSetId, row: WriteRow, number: number): Result.Result<Entry, string> =>
  Result.gen(function* () {
    const { content, state, attempts, progress } = row
    const is = `the row of the write ${number}`
    if (row.number !== number) return yield* Result.fail(`${is} is missing`)
    if (sumOf(set, number, content) !== row.checksum) return yield* Result.fail(`the checksum of ${is} is wrong`)
    if (sumOf(set, number, state, attempts, progress) !== row.state_checksum) {
      return yield* Result.fail(`the checksum of the state in ${is} is wrong`)
    }
    const unknown = () => `${is} holds something that this version does not know`
    const write = yield* Result.mapError(decodeWrite(content), unknown)
    return { id: number, write, state, attempts, ...(yield* Result.mapError(decodeProgress(progress), unknown)) }
  })

/** A set's row, and the set in it. */
export interface ReadSet {
  readonly row: SetRow
  readonly set: ChangeSet
}

/** The set of a row, or the problem. */
export const readSetRow = (id: ChangeSetId, input: unknown): Result.Result<ReadSet, string> =>
  Result.gen(function* () {
    const unknown = () => `the row of the set ${id} holds something that this version does not know`
    const row = yield* Result.mapError(decodeSetRow(input), unknown)
    if (setSum(id, row.content, row.writes, row.confirmed_at) !== row.checksum) {
      return yield* Result.fail(`the checksum of the set ${id} is wrong`)
    }
    return { row, set: yield* Result.mapError(decodeSet(row.content), unknown) }
  })

/** The set of its row and the rows of its writes in their order, or the problem. */
export const readRows = (
  id: ChangeSetId,
  { row, set }: ReadSet,
  inputs: ReadonlyArray<unknown>
): Result.Result<RecordedSet, string> =>
  Result.gen(function* () {
    if (inputs.length !== row.writes) {
      return yield* Result.fail(`the set ${id} has ${inputs.length} of its ${row.writes} writes`)
    }
    const entries: Array<Entry> = []
    for (const [number, input] of inputs.entries()) {
      const writeRow = yield* Result.mapError(
        decodeWriteRow(input),
        () => `the row of the write ${number} holds something that this version does not know`
      )
      entries.push(yield* entryOf(id, writeRow, number))
    }
    const confirmed = row.confirmed_at === null ? {} : { confirmedAt: row.confirmed_at }
    return { set, ...confirmed, entries: fillNewOrgs(entries) }
  })
