/** Finds items by a name that a person typed: exactly, in another case, or by its beginning. */

/** The levels at which a text fits a name, the strictest first. */
export type MatchLevel = "exact" | "anyCase" | "prefix"

/** The items that match at the strictest level at which any item matches. */
export interface Matches<A> {
  readonly level: MatchLevel
  /** At least one. */
  readonly items: ReadonlyArray<A>
}

const lower = (text: string): string => text.toLowerCase()

const levels: ReadonlyArray<readonly [MatchLevel, (text: string, name: string) => boolean]> = [
  ["exact", (text, name) => name === text],
  ["anyCase", (text, name) => lower(name) === lower(text)],
  ["prefix", (text, name) => lower(name).startsWith(lower(text))]
]

/** The text as it is and, if it differs, trimmed: a person may have typed spaces by mistake. Empty forms are left out. */
export const trimmedForms = (text: string): ReadonlyArray<string> =>
  [...new Set([text, text.trim()])].filter((form) => form !== "")

/**
 * Finds the items that the text names; undefined if there are none or the text is empty. At each level the text as it is
 * goes before the trimmed text.
 */
export const findMatches = <A>(
  text: string,
  items: ReadonlyArray<A>,
  nameOf: (item: A) => string | undefined
): Matches<A> | undefined => {
  for (const [level, matches] of levels) {
    for (const form of trimmedForms(text)) {
      const matching = items.filter((item) => {
        const name = nameOf(item)
        return name !== undefined && matches(form, name)
      })
      if (matching.length > 0) return { level, items: matching }
    }
  }
  return undefined
}
