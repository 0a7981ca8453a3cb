/** A change that a person has to confirm: what its plan says of it. */
import type { Changes } from "./FieldChanges.ts"
import type { Subject } from "./Subject.ts"
import type { Values } from "./Values.ts"

/** One line that a person has to know before they decide. */
export interface Fact {
  /** Such as `devices`. */
  readonly label: string
  /** In words, with its unit; texts of Losant are quoted in it by `quote`. */
  readonly value: string
}

/** A subject that Losant holds. Its name is escaped where it is shown. */
export type HeldSubject = Subject & { readonly id: string; readonly name: string }

export interface DestructiveChange {
  /** The tool's name, such as `losant_delete_org`. */
  readonly tool: string
  /** What the tool would do, in words that go on "to": `delete the organization`, `remove a member of the organization`. */
  readonly action: string
  /** The instance that the call acts on, configured or not. */
  readonly instanceId: string
  readonly subject: HeldSubject
  /**
   * The state that the decision rests on: the subject, and its member or invitation that the call is about. A
   * confirmation no longer holds when any of it differs. Counts that change by themselves, such as payloads, are not in
   * it.
   */
  readonly state: Values
  /** The part of the subject that the call is about, as Losant holds it, such as the email of a member. */
  readonly part?: string
  /**
   * The arguments of the call with names resolved to ids, but for `confirmToken`, `confirmName` and `dryRun`. A
   * confirmation holds for exactly these.
   */
  readonly arguments: Values
  /** The fields that the call would change, if it changes fields: a confirmation shows each of them. */
  readonly changes?: Changes
  /** The losses, in the order in which they are shown. */
  readonly facts: ReadonlyArray<Fact>
  /** Whether the person has to type the subject's name; otherwise a form asks for yes or no. */
  readonly typesName: boolean
  /** The reversible way: the call to make instead, as a whole sentence. */
  readonly instead?: string
}
