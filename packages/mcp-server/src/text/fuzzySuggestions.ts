/** Suggestions for a name that matches nothing: it may be mistyped, shortened, or have its words in another order. */
import leven from "leven"

// Longer texts take long to compare, and their first characters tell them apart well enough.
const maxComparedLength = 64

// A short answer has room for this many.
const maxSuggestions = 5

const normalize = (text: string): string => text.slice(0, maxComparedLength).toLowerCase()

/** A typo of up to a third of the name is plausible. One changed letter always is. */
const isWithin = (edits: number, maxEdits: number): boolean => edits <= Math.max(1, Math.floor(maxEdits))

const editsWithin = (text: string, name: string, maxEdits: number): number => {
  const edits = leven(text, name)
  return isWithin(edits, maxEdits) ? edits : Number.POSITIVE_INFINITY
}

const sortedLetters = (text: string): string => [...text].sort().join("")

/** Swapped letters count as two edits, but are one slip of the hand. */
const isTypo = (edits: number, text: string, name: string): boolean =>
  isWithin(edits, name.length / 3) || (edits === 2 && sortedLetters(text) === sortedLetters(name))

/**
 * The one name that a mistyped identifier means. Identifiers are short and often look alike, so only a small typo counts,
 * and a shared beginning or word does not.
 */
export const closestName = (text: string, names: ReadonlyArray<string>): string | undefined => {
  // A text much longer than every name is not a misspelled name.
  if (text.length > maxComparedLength) return undefined
  const normalized = normalize(text)
  const [closest] = names
    .map((name) => ({ name, edits: leven(normalized, name.toLowerCase()) }))
    .sort((one, other) => one.edits - other.edits)
  return closest !== undefined && isTypo(closest.edits, normalized, closest.name.toLowerCase())
    ? closest.name
    : undefined
}

/** The closest name as the end of a message: `" (did you mean page?)"`, or an empty text. */
export const didYouMean = (text: string, names: ReadonlyArray<string>): string => {
  const name = closestName(text, names)
  return name === undefined ? "" : ` (did you mean ${name}?)`
}

/** Compares word by word, in any order. The distance is infinite if fewer than half of the words have a counterpart. */
const wordDistance = (text: string, name: string): number => {
  const [words, nameWords] = [text.split(/\s+/), name.split(/\s+/)]
  if (words.length === 1) return Number.POSITIVE_INFINITY
  const distances = words.map((word) =>
    Math.min(...nameWords.map((other) => editsWithin(word, other, word.length / 3)))
  )
  if (2 * distances.filter(Number.isFinite).length < words.length) return Number.POSITIVE_INFINITY
  return distances.reduce((sum, distance, index) => sum + Math.min(distance, words[index]?.length ?? 0), 1)
}

/**
 * The distance between a text and a name that people write. It is below 1 if one contains the other, and infinite if they
 * have nothing in common. The text may be a typo of the whole name, of its beginning, or of one of its words.
 */
const nameDistance = (text: string, name: string): number => {
  const [shorter, longer] = text.length < name.length ? [text, name] : [name, text]
  if (shorter === "") return Number.POSITIVE_INFINITY
  if (longer.includes(shorter)) return 1 - shorter.length / longer.length
  const parts = [name.slice(0, text.length), ...name.split(/\s+/)]
  return Math.min(
    editsWithin(text, name, longer.length / 2),
    wordDistance(text, name),
    ...parts.map((part) => 0.5 + editsWithin(text, part, text.length / 3))
  )
}

/** The items with the most similar names, best first, five at most. */
export const similarItems = <A>(
  text: string,
  items: ReadonlyArray<A>,
  nameOf: (item: A) => string | undefined
): ReadonlyArray<A> => {
  const normalized = normalize(text)
  return items
    .map((item) => ({ item, distance: nameDistance(normalized, normalize(nameOf(item) ?? "")) }))
    .filter(({ distance }) => Number.isFinite(distance))
    .sort((one, other) => one.distance - other.distance)
    .slice(0, maxSuggestions)
    .map(({ item }) => item)
}
