/** The terminal or the pipes of a command. */
import type * as Effect from "effect/Effect"

export interface Console {
  /** Writes to standard output. */
  readonly out: (text: string) => void
  /** Writes to standard error. */
  readonly err: (text: string) => void
  /** True if a person sees standard error, and can answer. */
  readonly isTerminal: boolean
  /** Asks the person. Empty at the end of the input. */
  readonly ask: (question: string) => Effect.Effect<string>
}
