/** A session over the entries of one set. A ledger gives it only the means to record a change. */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Ref from "effect/Ref"
import * as Semaphore from "effect/Semaphore"
import type { ChangeSet, ChangeSetId, RecordedSet } from "../model/ChangeSet.ts"
import { applyTransition, type Entry, type Transition } from "../model/Entry.ts"
import { ChangeSetBusy, ChangeSetNotFound, type LedgerError } from "../model/errors.ts"
import { inOrg, isOfNewOrg, type Write } from "../model/Write.ts"
import type { LedgerSession } from "./Ledger.ts"

/** A change of a recorded set. */
export type Change =
  | { readonly kind: "confirmed"; readonly at: number }
  | { readonly kind: "transition"; readonly transition: Transition }

export const notFound = (id: ChangeSetId) => new ChangeSetNotFound({ id, message: `There is no change set ${id}.` })

export const busy = (id: ChangeSetId, owner: string) =>
  new ChangeSetBusy({ id, message: `The change set ${id} is in use by ${owner}.` })

export const newSet = (set: ChangeSet, writes: ReadonlyArray<Write>): RecordedSet => ({
  set,
  entries: writes.map((write, id) => ({ id, write, state: "planned", attempts: 0 }))
})

/** Once an organization is created, the writes to it have its id. */
export const fillNewOrgs = (entries: ReadonlyArray<Entry>): ReadonlyArray<Entry> =>
  entries.map((entry) => {
    if (!isOfNewOrg(entry.write)) return entry
    const created = entries[entry.write.newOrg]?.created
    return created === undefined ? entry : { ...entry, write: inOrg(entry.write, created) }
  })

/** The set after a change. Undefined if the change does not fit. */
export const applyChange = (recorded: RecordedSet, change: Change): RecordedSet | undefined => {
  if (change.kind === "confirmed") {
    return recorded.confirmedAt === undefined ? { ...recorded, confirmedAt: change.at } : undefined
  }
  const entry = recorded.entries[change.transition.entry]
  const changed = entry === undefined ? undefined : applyTransition(entry, change.transition)
  if (changed === undefined) return undefined
  const entries = recorded.entries.with(changed.id, changed)
  return { ...recorded, entries: changed.created === undefined ? entries : fillNewOrgs(entries) }
}

/** A session that begins with `recorded`. A change counts once `record` has made it durable. */
export const makeSession = (
  recorded: RecordedSet,
  record: (change: Change, after: RecordedSet, before: RecordedSet) => Effect.Effect<void, LedgerError>
): LedgerSession => {
  const state = Ref.makeUnsafe(recorded)
  const turn = Semaphore.makeUnsafe(1)
  /** An interruption waits until the record is complete. */
  const change = (make: (at: number) => Change) =>
    Effect.gen(function* () {
      const made = make(yield* Clock.currentTimeMillis)
      const before = yield* Ref.get(state)
      const after = applyChange(before, made)
      if (after === undefined) return undefined
      yield* record(made, after, before)
      yield* Ref.set(state, after)
      return after
    }).pipe(turn.withPermit, Effect.uninterruptible)
  const transition = (make: (at: number) => Transition) => {
    const wrap = (at: number): Change => ({ kind: "transition", transition: make(at) })
    return (id: number) => Effect.map(change(wrap), (after) => Option.fromUndefinedOr(after?.entries[id]))
  }
  return {
    current: Ref.get(state),
    confirm: Effect.asVoid(change((at) => ({ kind: "confirmed", at }))),
    begin: ({ id, attempts }, seen) =>
      transition((at) => ({
        entry: id,
        to: "begun",
        attempts: attempts + 1,
        at,
        ...(seen === undefined ? {} : { seen })
      }))(id),
    end: ({ id, attempts }, { state: to, ...rest }) =>
      transition((at) => ({ entry: id, to, attempts, at, ...rest }))(id)
  }
}
