/** The failures of a tool call. */
import type { LosantConfigError } from "@effect-losant/core/LosantConfigError"
import type { LosantError } from "@effect-losant/core/LosantError"
import type { Problem } from "./ArgumentSpec.ts"
import type { Refusal } from "./Refusal.ts"

/** The arguments do not fit the tool, or not the data in Losant. Nothing was changed. */
export class InvalidArguments {
  readonly _tag = "InvalidArguments"
  readonly problems: ReadonlyArray<Problem>
  /** The problem was found only by data that the call read from Losant. */
  readonly isAfterReading: boolean
  constructor(problems: ReadonlyArray<Problem>, isAfterReading = false) {
    this.problems = problems
    this.isAfterReading = isAfterReading
  }
}

/** An error with a note for the assistant, in whole sentences. */
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
