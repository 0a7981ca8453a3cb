/** Applies a set: looks first at what has no answer, then sends what is planned, then settles what got no answer. */
import type { Losant } from "@effect-losant/core"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { Entry } from "../model/Entry.ts"
import type { LedgerError } from "../model/errors.ts"
import { isOfNewOrg, orgIdOf } from "../model/Write.ts"
import { attempt } from "./attempt.ts"
import { OrgTurns } from "./OrgTurns.ts"
import type { Run } from "./Run.ts"
import { isOpen, settle, settlesAt } from "./settle.ts"

type Step = Effect.Effect<void, LedgerError, Losant>

const entriesOf = ({ session }: Run) => Effect.map(session.current, ({ entries }) => entries)

/** The entries of each organization. What belongs to a new one follows on its creation. */
const byOrg = (entries: ReadonlyArray<Entry>): ReadonlyArray<ReadonlyArray<Entry>> => {
  const groups = new Map<string, Array<Entry>>()
  for (const entry of entries) {
    const key = orgIdOf(entry.write) ?? `new ${isOfNewOrg(entry.write) ? entry.write.newOrg : entry.id}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [entry])
    else group.push(entry)
  }
  return [...groups.values()]
}

/** Runs a step for each entry: organizations side by side, the entries of each one after the other. */
const forEachOrg = (
  { settings: { concurrency } }: Run,
  entries: ReadonlyArray<Entry>,
  step: (entry: Entry) => Step
): Step =>
  Effect.flatMap(OrgTurns, (inTurn) =>
    Effect.forEach(
      byOrg(entries),
      (group) =>
        Effect.forEach(
          group,
          (entry) => {
            const orgId = orgIdOf(entry.write)
            return orgId === undefined ? step(entry) : inTurn(orgId.toLowerCase())(step(entry))
          },
          { discard: true }
        ),
      { concurrency, discard: true }
    )
  )

const sendPlanned = (run: Run): Step =>
  Effect.flatMap(entriesOf(run), (entries) =>
    forEachOrg(
      run,
      entries.filter(({ state }) => state === "planned"),
      (entry) => attempt(run, entry)
    )
  )

/** Looks at all writes that are open. Gives the ids of those about which Losant could not be asked. */
const lookAtOpen = Effect.fnUntraced(function* (run: Run, leaveOut: ReadonlySet<number>) {
  const unanswered = new Set(leaveOut)
  const open = (yield* entriesOf(run)).filter((entry) => isOpen(run, entry) && !leaveOut.has(entry.id))
  yield* forEachOrg(run, open, (entry) =>
    Effect.map(settle(run, entry), (isAnswered) => {
      if (!isAnswered) unanswered.add(entry.id)
    })
  )
  return unanswered
})

/** Waits for the settle time. False if the set ends before. */
const waitForSettle = Effect.fnUntraced(function* (run: Run, open: ReadonlyArray<Entry>) {
  const until = Math.max(...open.map((entry) => settlesAt(run, entry)))
  yield* run.emit({ _tag: "Settling", writes: open.length, until })
  if (!run.settings.waitForSettle) return false
  const now = yield* Clock.currentTimeMillis
  return yield* run.brake.sleep(until - now)
})

/** Applies a set until all is done, or it stops. */
export const applySet = Effect.fnUntraced(function* (run: Run): Effect.fn.Return<void, LedgerError, Losant> {
  let unanswered = yield* lookAtOpen(run, new Set())
  for (;;) {
    yield* sendPlanned(run)
    if (run.brake.stop() !== undefined) break
    const open = (yield* entriesOf(run)).filter((entry) => isOpen(run, entry) && !unanswered.has(entry.id))
    if (open.length === 0 || !(yield* waitForSettle(run, open))) break
    unanswered = yield* lookAtOpen(run, unanswered)
  }
  const stop = run.brake.stop()
  if (stop !== undefined) yield* run.emit({ _tag: "Stopped", ...stop })
  yield* run.emit({ _tag: "Finished", recorded: yield* run.session.current })
})
