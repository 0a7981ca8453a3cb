/** A change that a person has to confirm. */

import type { JsonObject } from "../text/json.ts"
import { type Danger, dangers } from "./Danger.ts"
import type { Changes } from "./FieldChanges.ts"
import type { Subject } from "./Subject.ts"

/** A fact that a person has to know before they decide. */
export interface Fact {
  /** Such as `devices`. */
  readonly label: string
  /** A text with its unit. It quotes texts of Losant by `quote`. */
  readonly value: string
}

/** A subject whose name is known and not escaped yet. A subject that the call creates has no id. */
export type NamedSubject = Subject & { readonly name: string }

/** A text that the person types to confirm. */
export interface TypedText {
  /** A phrase that says what to type, such as `the organization's name`. */
  readonly what: string
  readonly text: string
}

export interface DestructiveChange {
  /** The tool's name, such as `losant_delete_org`. */
  readonly tool: string
  /** At least one. They decide how the person is asked. */
  readonly dangers: ReadonlyArray<Danger>
  /** The instance of the call, configured or not. */
  readonly instanceId: string
  readonly subject: NamedSubject
  /**
   * The state that the decision rests on: the subject, and the member or invitation of the call. A confirmation is void
   * once any of it differs. The state leaves out counts that change by themselves, such as payloads.
   */
  readonly state: JsonObject
  /** The part of the subject that the call changes, as in Losant, such as the email of a member. */
  readonly part?: string
  /**
   * The arguments of the call with names resolved to ids, without `confirmToken`, `confirmName` and `dryRun`. A
   * confirmation holds for exactly these arguments.
   */
  readonly arguments: JsonObject
  /** The fields that the call would change, if any. A confirmation shows each of them. */
  readonly changes?: Changes
  /** The losses, in the order in which they are shown. */
  readonly facts: ReadonlyArray<Fact>
  /** A reversible alternative: a whole sentence that names the call. */
  readonly instead?: string
  /** The texts to type where the change needs it. Absent: the name of the subject. */
  readonly typed?: ReadonlyArray<TypedText>
  /** The call that carries the change out, in words. Absent: the same call again. */
  readonly call?: string
}

/** The action in words, which continue "wants to". */
export const describeAction = ({ dangers: kinds }: Pick<DestructiveChange, "dangers">): string =>
  kinds.map((kind) => dangers[kind].action).join(" and ")

/** Whole sentences: how the change is undone. */
export const describeUndo = ({ dangers: kinds }: Pick<DestructiveChange, "dangers">): string =>
  [...new Set(kinds.map((kind) => dangers[kind].undo))].join(" ")
