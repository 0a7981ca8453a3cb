// How far a call has come: it tells what became of a write when time runs out, and what to report at the end. One fiber
// at a time works on a call, so it is a plain object that is written to.
import type { LosantError, Outcome } from "../../LosantError.ts"

export interface Progress {
  /** When the first attempt began, in milliseconds of time that only goes forward. */
  begun: number | undefined
  attempts: number
  /** What became of the last attempt of a write, as far as is known. */
  outcome: Outcome
  /** Whether an attempt before the last one may have been applied. */
  maybeApplied: boolean
  status: number | undefined
  requestId: string | undefined
  /** The error by the status of an answer, for as long as the rest of that answer has not come. */
  refusal: (() => LosantError) | undefined
}

export const newProgress = (): Progress => ({
  begun: undefined,
  attempts: 0,
  outcome: "notSent",
  maybeApplied: false,
  status: undefined,
  requestId: undefined,
  refusal: undefined
})

/** The next attempt begins: until its answer arrives, nobody knows what became of it. */
export const beginAttempt = (progress: Progress, now: () => number): void => {
  progress.begun ??= now()
  progress.maybeApplied ||= progress.outcome === "unknown" || progress.outcome === "applied"
  progress.attempts += 1
  progress.outcome = "unknown"
  progress.status = undefined
  progress.requestId = undefined
  progress.refusal = undefined
}
