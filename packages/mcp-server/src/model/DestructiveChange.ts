/** What a write would destroy: what its plan carries when the person has to confirm it. */
import type { Changes } from "./FieldChanges.ts"
import type { Values } from "./Values.ts"

/** One line of what a person has to know before they decide. */
export interface Fact {
  /** Such as `devices`. */
  readonly label: string
  /** In words, with its unit; texts of Losant are quoted in it by `quote`. */
  readonly value: string
}

export interface Danger {
  /** The tool's name, such as `losant_delete_org`. */
  readonly tool: string
  /** What it would do, in words that go on "to": `delete the organization`, `remove a member of the organization`. */
  readonly action: string
  /** The instance that the call acts on, configured or not. */
  readonly instanceId: string
  readonly orgId: string
  /** As Losant holds it: it is escaped where it is shown. */
  readonly orgName: string
  /**
   * What it was decided on: the organization, and what of its members or invitations it is about. Once anything of it
   * is different, a confirmation holds no more. What counts itself, such as payloads, is no part of it.
   */
  readonly state: Values
  /** Who or what in the organization it is about, as Losant holds it, such as the member's email. */
  readonly subject?: string
  /**
   * The arguments of the call with names resolved to ids, but for `confirmToken`, `confirmName` and `dryRun`. A
   * confirmation holds for exactly these.
   */
  readonly arguments: Values
  /** The fields that it would change, where it changes fields: a confirmation shows each of them. */
  readonly changes?: Changes
  /** What is lost, in the order in which it is shown. */
  readonly facts: ReadonlyArray<Fact>
  /** Whether the person has to type the organization's name; otherwise a form asks for yes or no. */
  readonly typesName: boolean
  /** The reversible way: what to call instead, as a whole sentence. */
  readonly instead?: string
}
