/** The sets of a run. A ledger takes longer for each change of a set the more writes it has, so a run has several. */
import type { Entry } from "./Entry.ts"
import { isOfNewOrg, type Write } from "./Write.ts"

/** A set has so many writes at most. */
export const writesPerSet = 200

/** The writes of a set as they stand in the plan. `first` is the place of the first one in the run, from 0. */
export interface WritesOfSet {
  readonly first: number
  readonly writes: ReadonlyArray<Write>
}

/** A write counts the place of a creation in the plan, or in its set. */
const shift = (write: Write, by: number): Write => (isOfNewOrg(write) ? { ...write, newOrg: write.newOrg + by } : write)

/** The writes as their set has them. */
export const toSet = ({ first, writes }: WritesOfSet): ReadonlyArray<Write> =>
  writes.map((write) => shift(write, -first))

/** An entry of a set as the run has it. */
export const toRunEntry = (entry: Entry, first: number): Entry => ({
  ...entry,
  id: first + entry.id,
  write: shift(entry.write, first)
})

/**
 * Divides the writes of a plan among sets. What belongs to a new organization is in the set that creates it. There is at
 * least one set.
 */
export const divide = (writes: ReadonlyArray<Write>): ReadonlyArray<WritesOfSet> => {
  const sets: Array<WritesOfSet> = []
  let first = 0
  do {
    let end = Math.min(first + writesPerSet, writes.length)
    for (let write = writes[end]; end > first + 1 && write !== undefined && isOfNewOrg(write); write = writes[end]) {
      end -= 1
    }
    sets.push({ first, writes: writes.slice(first, end) })
    first = end
  } while (first < writes.length)
  return sets
}
