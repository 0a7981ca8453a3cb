// Finding what somebody meant who mistyped a name.
import leven, { closestMatch } from "leven"

// Longer than any name there is: what is longer was not mistyped, and would take long to compare.
const longest = 64

const lettersOf = (text: string): string => [...text].sort().join("")

/** Of short names many are like each other, and mean something else: these differ by one letter, or by two swapped. */
const isLike = (text: string, name: string): boolean => {
  const steps = leven(text, name)
  return steps <= Math.max(1, Math.floor(name.length / 3)) || (steps === 2 && lettersOf(text) === lettersOf(name))
}

/** The name that is most like `text`, where one is like it at all. */
export const nearest = (text: string, names: ReadonlyArray<string>): string | undefined => {
  if (text.length > longest) return undefined
  const wanted = text.toLowerCase()
  const best = closestMatch(
    wanted,
    names.map((name) => name.toLowerCase())
  )
  if (best === undefined || !isLike(wanted, best)) return undefined
  return names.find((name) => name.toLowerCase() === best)
}

/** The same as words to be put behind a message, or nothing. */
export const didYouMean = (text: string, names: ReadonlyArray<string>): string => {
  const name = nearest(text, names)
  return name === undefined ? "" : ` (did you mean ${name}?)`
}
