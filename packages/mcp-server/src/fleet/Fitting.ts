/** As many items as fit into an answer. */
import { escape } from "../answers/Escapes.ts"
import type { Values } from "../ToolSpec.ts"

// In characters of JSON; ids and numbers take about one token for two of them.
const mostCharacters = 12_000
const longestName = 80

/** A name, cut where it is longer than it has to be to be recognized. */
export const shortName = (name: string): string => {
  const characters = [...name.slice(0, 2 * longestName + 2)]
  return characters.length <= longestName ? name : `${characters.slice(0, longestName - 1).join("")}…`
}

// As it is answered.
const lengthOf = (item: Values): number => escape(JSON.stringify(item)).length

/** Whether the items are as many as an answer holds. */
export const isFull = (items: ReadonlyArray<Values>): boolean =>
  items.reduce((length, item) => length + lengthOf(item), 0) > mostCharacters

/** The first of the items, up to what an answer holds. */
export const fitting = <A extends Values>(items: ReadonlyArray<A>): ReadonlyArray<A> => {
  let length = 0
  const end = items.findIndex((item) => {
    length += lengthOf(item)
    return length > mostCharacters
  })
  return end === -1 ? items : items.slice(0, end)
}
