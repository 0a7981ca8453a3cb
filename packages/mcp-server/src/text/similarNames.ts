/** What somebody may have meant whose text fits nothing. */
import leven from "leven"

// Enough for a short answer to hold them all.
const mostSimilar = 5

// What is longer takes long to compare, and its beginning tells it apart well enough.
const longest = 64

const fold = (text: string): string => text.slice(0, longest).toLowerCase()

const steps = (given: string, text: string, most: number): number => {
  const count = leven(given, text)
  return count <= Math.max(1, Math.floor(most)) ? count : Number.POSITIVE_INFINITY
}

/** How far apart two texts are word by word, in whatever order; infinitely far where less than half of the words are alike. */
const byWords = (given: string, text: string): number => {
  const [words, others] = [given.split(/\s+/), text.split(/\s+/)]
  if (words.length === 1) return Number.POSITIVE_INFINITY
  const apart = words.map((word) => Math.min(...others.map((other) => steps(word, other, word.length / 3))))
  if (2 * apart.filter(Number.isFinite).length < words.length) return Number.POSITIVE_INFINITY
  return apart.reduce((sum, count, index) => sum + Math.min(count, words[index]?.length ?? 0), 1)
}

/**
 * How far apart two texts are: below 1 where one holds the other; infinitely far where they are not alike at all. Who
 * mistypes may have meant the whole, its beginning or one of its words.
 */
const distance = (given: string, text: string): number => {
  const [shorter, longer] = given.length < text.length ? [given, text] : [text, given]
  if (shorter === "") return Number.POSITIVE_INFINITY
  if (longer.includes(shorter)) return 1 - shorter.length / longer.length
  const parts = [text.slice(0, given.length), ...text.split(/\s+/)]
  return Math.min(
    steps(given, text, longer.length / 2),
    byWords(given, text),
    ...parts.map((part) => 0.5 + steps(given, part, given.length / 3))
  )
}

/** The few items whose texts are most like the one given, the most similar first. */
export const similar = <A>(
  given: string,
  items: ReadonlyArray<A>,
  textOf: (item: A) => string | undefined
): ReadonlyArray<A> => {
  const wanted = fold(given)
  return items
    .map((item) => ({ item, apart: distance(wanted, fold(textOf(item) ?? "")) }))
    .filter(({ apart }) => Number.isFinite(apart))
    .sort((one, other) => one.apart - other.apart)
    .slice(0, mostSimilar)
    .map(({ item }) => item)
}
