// The progress of a call. It gives the outcome of a write when time runs out, and the report at the end. One fiber at a
// time works on a call, so a plain object holds it.
import type { LosantError, Outcome } from "../../LosantError.ts"

export interface Progress {
  /** The beginning of the first attempt, in milliseconds of time that only goes forward. */
  begun: number | undefined
  attempts: number
  /** The outcome of the last attempt of a write, as far as it is known. */
  outcome: Outcome
  /** True if an attempt before the last one may have been applied. */
  maybeApplied: boolean
  status: number | undefined
  requestId: string | undefined
  /** The error after which the last attempt repeats the one before it. */
  repeatedAfter: LosantError | undefined
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
  repeatedAfter: undefined,
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

/** The outcome of a write that ends now. An earlier attempt may have been applied, even if the last one surely was not. */
export const outcomeSoFar = ({ maybeApplied, outcome }: Progress): Outcome =>
  maybeApplied && outcome !== "applied" ? "unknown" : outcome
