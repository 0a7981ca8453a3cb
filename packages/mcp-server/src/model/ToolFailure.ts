/** Why a call of a tool fails. */
import type { LosantConfigError } from "@effect-losant/core/LosantConfigError"
import type { LosantError } from "@effect-losant/core/LosantError"
import type { Problem } from "./ArgumentSpec.ts"
import type { Refusal } from "./Refusal.ts"

/** The arguments do not fit the tool, or not what Losant holds. Nothing was changed. */
export class InvalidArguments {
  readonly _tag = "InvalidArguments"
  readonly problems: ReadonlyArray<Problem>
  /** Whether Losant was asked for what it holds, without which nothing would be wrong. */
  readonly isAfterReading: boolean
  constructor(problems: ReadonlyArray<Problem>, isAfterReading = false) {
    this.problems = problems
    this.isAfterReading = isAfterReading
  }
}

/** A failure with something to say beside it, in whole sentences. */
export class FailureWithNote {
  readonly _tag = "Noted"
  readonly error: LosantError | Refusal
  readonly note: string
  constructor(error: LosantError | Refusal, note: string) {
    this.error = error
    this.note = note
  }
}

export type Failure = InvalidArguments | LosantConfigError | LosantError | Refusal | FailureWithNote
