// Drops the items of a list that came before. It remembers their ids until it is certain that the list is sorted by id.
// From then on the highest id is enough, so the memory does not grow with the list.

/** After so many ids in ascending order the list counts as sorted. */
const idsBeforeOrderCounts = 1_000

interface Item {
  readonly id: string
}

// Ids are hexadecimal numbers: case does not count.
const keyOf = ({ id }: Item): string => id.toLowerCase()

const isAscending = (items: ReadonlyArray<Item>): boolean => {
  let before = ""
  return items.every((item) => {
    const key = keyOf(item)
    const ascends = key > before
    before = key
    return ascends
  })
}

/**
 * Makes a function to which the pages of a list are given one after the other, and which gives their items that it has
 * not given before. `sortedById` says that the list was asked for in ascending order of its ids; whether it comes so is
 * seen from the pages.
 */
export const makeDedupeById = (sortedById: boolean) => {
  const seenIds = new Set<string>()
  let highest = ""
  let inOrder = sortedById
  let usesHighest = false
  const isNew = (item: Item): boolean => {
    const key = keyOf(item)
    if (usesHighest ? key <= highest : seenIds.has(key)) return false
    if (!usesHighest) seenIds.add(key)
    inOrder &&= key > highest
    highest = key
    return true
  }
  return <A extends Item>(items: ReadonlyArray<A>): ReadonlyArray<A> => {
    // The ids from before are forgotten then. An item that comes twice is better than one that never comes.
    if (usesHighest && !isAscending(items)) usesHighest = inOrder = false
    const newItems = items.filter(isNew)
    if (inOrder && !usesHighest && seenIds.size >= idsBeforeOrderCounts) {
      usesHighest = true
      seenIds.clear()
    }
    return newItems
  }
}
