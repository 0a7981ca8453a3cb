/** Finds out what became of writes without an answer. */
import type { Losant } from "@effect-losant/core"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { Entry } from "../model/Entry.ts"
import type { LedgerError } from "../model/errors.ts"
import { isSentOnRequest } from "../writes/handlers.ts"
import { maximumAttempts } from "./attempt.ts"
import { end, foundEnding, look, type Run } from "./Run.ts"

/** True if the outcome of the write is open, and looking may tell it. */
export const isOpen = ({ resendable }: Run, { id, state, settled }: Entry): boolean =>
  state === "begun" || (state === "unknown" && (settled !== true || resendable.has(id)))

/** The time from which a look that finds nothing proves that the write was not carried out. */
export const settlesAt = ({ settings }: Run, { begunAt = 0 }: Entry): number => begunAt + settings.settle

const mayBeSentAgain = ({ resendable }: Run, { id, write, attempts }: Entry): boolean =>
  isSentOnRequest(write) ? resendable.has(id) : attempts < maximumAttempts

const notFoundDetail = (write: Entry["write"]) =>
  isSentOnRequest(write)
    ? "Losant gave no answer, and the invitation was not found. An email cannot be taken back, so it is sent again only if a person says so."
    : "Losant gave no answer, and the effect was not found."

/**
 * Looks at a write without an answer. If its effect is found, it is done. Otherwise it is unknown until the settle time,
 * and then planned again, or left to a person. Gives false if Losant could not be asked.
 */
export const settle = Effect.fnUntraced(function* (
  run: Run,
  entry: Entry
): Effect.fn.Return<boolean, LedgerError, Losant> {
  const found = yield* look(run, entry)
  if (found.kind === "found") {
    yield* end(run, entry, foundEnding(found.created))
    return true
  }
  const isSettled = found.kind === "notFound" && (yield* Clock.currentTimeMillis) >= settlesAt(run, entry)
  if (isSettled && mayBeSentAgain(run, entry)) {
    run.resendable.delete(entry.id)
    yield* end(run, entry, { state: "planned", detail: "Its effect was not found, so it is sent again." })
  } else if (isSettled) {
    yield* end(run, entry, { state: "unknown", settled: true, detail: notFoundDetail(entry.write) })
  } else if (entry.state === "begun") {
    yield* end(run, entry, { state: "unknown", detail: "The process ended before the answer came." })
  }
  return found.kind === "notFound"
})
