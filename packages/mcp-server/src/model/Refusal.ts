/** A call that this server itself refuses, although its arguments are well formed. */

/**
 * - `policy`: the settings of the server forbid it.
 * - `noMatch`, `severalMatches`: a name or an email matches nothing, or more than one thing.
 * - `instance`: the instance of the call is not clear.
 * - `changedSince`: the subject of the write has changed meanwhile.
 * - `repeated`: the same write is under way or was sent moments ago, or another write on the subject takes too long.
 * - `notConfirmed`: the person has not confirmed the call.
 * - `journal`: the data that the call would delete cannot be saved first.
 * - `secretFile`: the file for the secret of a new token cannot be made.
 * - `tooSlow`: Losant did not answer within the time limit of a job or of a resource.
 * - `audit`: the line in the audit trail cannot be written.
 * - `changeSet`: a change set is unknown, in use or expired, or its ledger cannot be read or written.
 * - `answer`: Losant's answer is about something else, or reports that the call was not carried out.
 */
export type Reason =
  | "policy"
  | "noMatch"
  | "severalMatches"
  | "instance"
  | "changedSince"
  | "repeated"
  | "notConfirmed"
  | "journal"
  | "secretFile"
  | "tooSlow"
  | "audit"
  | "changeSet"
  | "answer"

export class Refusal {
  /** The audit trail shows this name, so it stays as it is. */
  readonly _tag = "Refused"
  readonly reason: Reason
  /** For the assistant: the problem and the next step. A text from outside is escaped (`quote` in `text/escapes`). */
  readonly message: string
  constructor(reason: Reason, message: string) {
    this.reason = reason
    this.message = message
  }
}
