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

/** What the text stands for; nothing where nothing fits, and an empty text fits nothing. */
export const matchesOf = <A>(
  given: string,
  items: ReadonlyArray<A>,
  textOf: (item: A) => string | undefined
): Matches<A> | undefined => {
  if (given === "") return undefined
  for (const [level, fits] of levels) {
    const found = items.filter((item) => {
      const text = textOf(item)
      return text !== undefined && fits(given, text)
    })
    if (found.length > 0) return { level, items: found }
  }
  return undefined
}
