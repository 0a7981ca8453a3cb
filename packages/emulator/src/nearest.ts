/**
 * Finds what somebody may have meant.
 *
 * @since 0.1.0
 */

/** How many letters have to be added, left out or replaced to come from one word to the other. */
const distance = (left: string, right: string): number => {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index)
  for (const [index, letter] of Array.from(left).entries()) {
    const next = [index + 1]
    for (const [column, other] of Array.from(right).entries()) {
      next.push(
        Math.min((row[column] ?? 0) + (letter === other ? 0 : 1), (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1)
      )
    }
    row = next
  }
  return row[right.length] ?? 0
}

/** The candidate that is written most like `word`. @since 0.1.0 */
export const nearest = (word: string, candidates: readonly [string, ...ReadonlyArray<string>]): string =>
  candidates.reduce((best, candidate) => (distance(word, candidate) < distance(word, best) ? candidate : best))
