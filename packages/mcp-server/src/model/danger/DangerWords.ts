import type { ConfirmLevel } from "@effect-losant/fleet"

/** The words for a danger, and the confirmation that it needs. */
export interface DangerWords {
  readonly level: Exclude<ConfirmLevel, "none">
  /** A verb with its object. It continues "wants to". */
  readonly action: string
  /** A whole sentence: the call that undoes the change, or that nothing does. */
  readonly undo: string
}
