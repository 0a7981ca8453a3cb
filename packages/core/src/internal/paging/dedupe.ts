// Drops the items of a list that came before. It remembers their keys until it is certain that the list is sorted by
// them. From then on the highest key is enough, so the memory does not grow with the list.
import type { KeyOf } from "./keys.ts"

/** The number of keys in ascending order after which the list counts as sorted. */
const keysBeforeOrderCounts = 1_000

const isAscending = (keys: ReadonlyArray<string>): boolean => {
  let before = ""
  return keys.every((key) => {
    const ascends = key > before
    before = key
    return ascends
  })
}

/**
 * Makes a function that takes the pages of a list one after the other, and returns the items of each that are new.
 * `sortedByKey` says that the request asked for ascending order of the keys. The pages show if Losant kept to it.
 */
export const makeDedupe = (sortedByKey: boolean, keyOf: KeyOf) => {
  const seenKeys = new Set<string>()
  let highest = ""
  let inOrder = sortedByKey
  let usesHighest = false
  const isNew = (item: unknown): boolean => {
    const key = keyOf(item)
    if (usesHighest ? key <= highest : seenKeys.has(key)) return false
    if (!usesHighest) seenKeys.add(key)
    inOrder &&= key > highest
    highest = key
    return true
  }
  return <A>(items: ReadonlyArray<A>): ReadonlyArray<A> => {
    // The keys from before are forgotten then. An item that comes twice is better than one that never comes.
    if (usesHighest && !isAscending(items.map(keyOf))) usesHighest = inOrder = false
    const newItems = items.filter(isNew)
    if (inOrder && !usesHighest && seenKeys.size >= keysBeforeOrderCounts) {
      usesHighest = true
      seenKeys.clear()
    }
    return newItems
  }
}
