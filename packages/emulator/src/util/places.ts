/**
 * The places of things in a sorted list. A list of places follows the changes of a few things without sorting all anew.
 *
 * @since 0.2.0
 */

/** The place of a thing: by a text, and by the id of the thing where texts are equal. @since 0.2.0 */
export interface Place {
  readonly text: string
  readonly id: string
}

/** The change of a place. Without `from` the thing is new, without `to` it is gone. @since 0.2.0 */
export interface Move {
  readonly from: Place | undefined
  readonly to: Place | undefined
}

const compareTexts = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

/** Negative, zero or positive, as sorting expects it. @since 0.2.0 */
export const comparePlaces = (one: Place, other: Place): number =>
  compareTexts(one.text, other.text) || compareTexts(one.id, other.id)

/** The index of the first of the sorted places that is not before `place`. */
const indexOf = (places: ReadonlyArray<Place>, place: Place): number => {
  let [low, high] = [0, places.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    const other = places[middle]
    if (other !== undefined && comparePlaces(other, place) < 0) low = middle + 1
    else high = middle
  }
  return low
}

interface Cut {
  readonly at: number
  /** The place to put in at `at`. Without one, the place that is there is taken out. */
  readonly put: Place | undefined
}

const compareCuts = (one: Cut, other: Cut): number => {
  if (one.at !== other.at) return one.at - other.at
  // A place that comes in belongs before the one that is there.
  if (one.put === undefined || other.put === undefined)
    return Number(one.put === undefined) - Number(other.put === undefined)
  return comparePlaces(one.put, other.put)
}

/**
 * The sorted places after some moves. It compares only those that move, and copies the rest. `from` has to be among the
 * places.
 *
 * @since 0.2.0
 */
export const movePlaces = (places: ReadonlyArray<Place>, moves: ReadonlyArray<Move>): ReadonlyArray<Place> => {
  const cuts = moves
    .flatMap(
      ({ from, to }): ReadonlyArray<Cut> => [
        ...(from === undefined ? [] : [{ at: indexOf(places, from), put: undefined }]),
        ...(to === undefined ? [] : [{ at: indexOf(places, to), put: to }])
      ]
    )
    .sort(compareCuts)
  let next = 0
  const pieces: Array<ReadonlyArray<Place>> = []
  for (const { at, put } of cuts) {
    pieces.push(places.slice(next, at))
    next = at
    if (put === undefined) next += 1
    else pieces.push([put])
  }
  // This copies piece by piece, which `flat` does not.
  return places.slice(0, 0).concat(...pieces, places.slice(next))
}
