// Finding what somebody meant who mistyped a name.

/** How many letters have to be inserted, left out or replaced to make one text of the other. */
const distance = (from: string, to: string): number => {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (let i = 1; i <= from.length; i++) {
    const next = [i]
    for (let j = 1; j <= to.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1)
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, replaced))
    }
    row = next
  }
  return row[to.length] ?? 0
}

// Longer than any name there is: what is longer was not mistyped, and would take long to compare.
const longest = 64

/** The name that is most like `text`, where one is like it at all. */
export const nearest = (text: string, names: ReadonlyArray<string>): string | undefined => {
  if (text.length > longest) return undefined
  const wanted = text.toLowerCase()
  const [best] = names
    .map((name) => ({ name, edits: distance(wanted, name.toLowerCase()) }))
    .sort((one, other) => one.edits - other.edits)
  return best !== undefined && best.edits <= Math.max(1, Math.floor(best.name.length / 2)) ? best.name : undefined
}
