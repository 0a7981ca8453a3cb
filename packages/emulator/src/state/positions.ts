/**
 * Finds records in long lists by a key, without searching the list. A list is never changed: adding a record makes a new
 * list. Both share one map from keys to positions, so that adding does not build it anew.
 *
 * @since 0.1.0
 */

/** The functions that find the records of lists, and add to them. @since 0.1.0 */
export interface Positions<A> {
  /** The record with a key. */
  readonly find: (list: ReadonlyArray<A>, key: string) => A | undefined
  /** A new list with one more record. */
  readonly append: (list: ReadonlyArray<A>, record: A) => ReadonlyArray<A>
}

/** Finds records by their keys, which are unique within a list. @since 0.1.0 */
export const makePositions = <A>(keyOf: (record: A) => string): Positions<A> => {
  const cache = new WeakMap<ReadonlyArray<A>, Map<string, number>>()

  const positionsOf = (list: ReadonlyArray<A>): Map<string, number> => {
    const cached = cache.get(list)
    if (cached !== undefined) return cached
    const positions = new Map(list.map((record, index) => [keyOf(record), index]))
    cache.set(list, positions)
    return positions
  }

  // The shared map may come from a later list: this list may end before the position, or have another record there.
  const indexOf = (list: ReadonlyArray<A>, key: string): number => {
    const index = positionsOf(list).get(key) ?? -1
    const record = list[index]
    return record !== undefined && keyOf(record) === key ? index : -1
  }

  return {
    find: (list, key) => list[indexOf(list, key)],
    append: (list, record) => {
      const positions = positionsOf(list)
      const next = [...list, record]
      positions.set(keyOf(record), list.length)
      cache.set(next, positions)
      return next
    }
  }
}
