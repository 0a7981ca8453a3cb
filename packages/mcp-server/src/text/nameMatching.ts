/** How a text that is given stands for one of several: as it is, in another case, or by how it begins. */
export type Level = "exact" | "anyCase" | "prefix"

/** What fits a text, at the first level at which anything does. */
export interface Matches<A> {
  readonly level: Level
  /** At least one. */
  readonly items: ReadonlyArray<A>
}

const fold = (text: string): string => text.toLowerCase()

const levels: ReadonlyArray<readonly [Level, (given: string, text: string) => boolean]> = [
  ["exact", (given, text) => text === given],
  ["anyCase", (given, text) => fold(text) === fold(given)],
  ["prefix", (given, text) => fold(text).startsWith(fold(given))]
]

/** The text, and the text without the blanks around it where there are any: somebody may have typed them too many. */
export const formsOf = (given: string): ReadonlyArray<string> =>
  [...new Set([given, given.trim()])].filter((form) => form !== "")

/**
 * What the text stands for; nothing where nothing fits, and an empty text fits nothing. At each level the text as it is
 * comes before the one without the blanks around it.
 */
export const matchesOf = <A>(
  given: string,
  items: ReadonlyArray<A>,
  textOf: (item: A) => string | undefined
): Matches<A> | undefined => {
  for (const [level, fits] of levels) {
    for (const form of formsOf(given)) {
      const found = items.filter((item) => {
        const text = textOf(item)
        return text !== undefined && fits(form, text)
      })
      if (found.length > 0) return { level, items: found }
    }
  }
  return undefined
}
