// How far a call has come: it tells what became of a write when time runs out, and what to report at the end.
import type { Outcome } from "../LosantError.ts"

export interface Progress {
  readonly attempts: number
  /** What became of the last attempt of a write, as far as is known. */
  readonly outcome: Outcome
  /** Whether an attempt before the last one may have been applied. */
  readonly maybeApplied: boolean
  readonly status?: number | undefined
  readonly requestId?: string | undefined
}

export const notStarted: Progress = { attempts: 0, outcome: "notSent", maybeApplied: false }

/** The next attempt begins: until its answer arrives, nobody knows what became of it. */
export const nextAttempt = ({ attempts, outcome, maybeApplied }: Progress): Progress => ({
  attempts: attempts + 1,
  outcome: "unknown",
  maybeApplied: maybeApplied || outcome === "unknown" || outcome === "applied"
})
