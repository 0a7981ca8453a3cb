/** What somebody may have meant whose text fits nothing. */
import leven from "leven"

// Enough for a short answer to hold them all.
const mostSimilar = 5

// What is longer takes long to compare, and its beginning tells it apart well enough.
const longest = 64

const fold = (text: string): string => text.slice(0, longest).toLowerCase()

/** How far apart two texts are: below 1 where one holds the other; nothing where they are not alike at all. */
const distance = (given: string, text: string): number | undefined => {
  const [shorter, longer] = given.length < text.length ? [given, text] : [text, given]
  if (shorter !== "" && longer.includes(shorter)) return 1 - shorter.length / longer.length
  const steps = leven(given, text)
  return steps <= Math.max(1, Math.floor(longer.length / 2)) ? steps : undefined
}

/** The few items whose texts are most like the one given, the most similar first. */
export const similar = <A>(
  given: string,
  items: ReadonlyArray<A>,
  textOf: (item: A) => string | undefined
): ReadonlyArray<A> => {
  const wanted = fold(given)
  return items
    .flatMap((item) => {
      const apart = distance(wanted, fold(textOf(item) ?? ""))
      return apart === undefined ? [] : [{ item, apart }]
    })
    .sort((one, other) => one.apart - other.apart)
    .slice(0, mostSimilar)
    .map(({ item }) => item)
}
