/** Mutants that no test can notice, because they do the same as the source: each with the reason. */
import type { Tried } from "./mutate.ts"

interface Equivalent {
  readonly source: string
  /** The text that is replaced, on one line. */
  readonly original: string
  readonly replacements: ReadonlyArray<string>
  readonly reason: string
}

export const equivalents: ReadonlyArray<Equivalent> = []

/** Tells if a mutant is known to do the same as its source. */
export const isEquivalent = (source: string, { original, replacement }: Tried): boolean =>
  equivalents.some(
    (known) => known.source === source && known.original === original && known.replacements.includes(replacement)
  )
