/** A call that this server itself does not carry out, though its arguments are well formed. */

/**
 * - `policy`: the settings of the server forbid it.
 * - `noMatch`, `severalMatches`: a name, or an email, that stands for nothing or for more than one.
 * - `instance`: it is not clear which instance is meant.
 * - `changedSince`: what it would change is no longer what it was.
 * - `notConfirmed`: the person has not confirmed it.
 * - `journal`: what it would delete cannot be saved first.
 * - `tooSlow`: Losant did not answer within the time that a job has.
 * - `audit`: its line in the audit trail cannot be written.
 * - `answer`: what Losant answered is about something else, or says that it did not do it.
 */
export type Reason =
  | "policy"
  | "noMatch"
  | "severalMatches"
  | "instance"
  | "changedSince"
  | "notConfirmed"
  | "journal"
  | "tooSlow"
  | "audit"
  | "answer"

export class Refusal {
  readonly _tag = "Refused"
  readonly reason: Reason
  /**
   * For the assistant: what is wrong, and what to do next. What comes from Losant or from the assistant is quoted in it
   * by `quote`.
   */
  readonly message: string
  constructor(reason: Reason, message: string) {
    this.reason = reason
    this.message = message
  }
}
