// The order in which the pages of a list are read that are asked for by their numbers.
import * as Option from "effect/Option"
import { holds, type KeyOf } from "./keys.ts"

/** The fields of an answer that decide which page is read next. */
interface Page {
  readonly items: ReadonlyArray<unknown>
  readonly totalCount?: number
  readonly perPage?: number
}

/** The place that the reading of a list has come to. */
export interface Place {
  readonly page: number
  /** The keys of the page before; absent at the start and where pages are read again on purpose. */
  readonly keysBefore?: ReadonlyArray<string>
  readonly totalBefore?: number
  /** The page that was last read again: what it held, and how often in a row it held the same. */
  readonly reread?: { readonly keys: ReadonlyArray<string>; readonly unchanged: number }
}

/** How often a page is read again where that brings nothing new: a total that falls and rises would never end. */
const maximumRereads = 100

/** Says why the list cannot be read to its end. Undefined if it can. */
export const obstacleOf = (place: Place, { items }: Page, keyOf: KeyOf): string | undefined => {
  const { keysBefore, reread } = place
  if (keysBefore !== undefined && keysBefore.length > 0 && holds(items, keysBefore, keyOf)) {
    return "is the same as the page before it"
  }
  if ((nextReread(place, items, keyOf)?.unchanged ?? 0) < maximumRereads || reread === undefined) return undefined
  return `was read again ${maximumRereads} times, since the total of the list fell each time, and is the same`
}

const nextReread = ({ reread, keysBefore }: Place, items: Page["items"], keyOf: KeyOf): Place["reread"] => {
  if (reread === undefined || keysBefore !== undefined) return reread
  return { keys: items.map(keyOf), unchanged: holds(items, reread.keys, keyOf) ? reread.unchanged + 1 : 0 }
}

/**
 * The place after a page, or none at the end. Losant may cap `perPage`, so the answer says how far one page reaches.
 */
export const nextPlace = (
  place: Place,
  { items, totalCount, perPage: answered }: Page,
  input: { readonly page?: number; readonly perPage?: number },
  keyOf: KeyOf
): Option.Option<Place> => {
  const first = input.page ?? 0
  const reread = nextReread(place, items, keyOf)
  const perPage = Math.max(1, answered ?? input.perPage ?? items.length)
  const deletions = Math.max(0, (place.totalBefore ?? 0) - (totalCount ?? Number.POSITIVE_INFINITY))
  const total = totalCount === undefined ? {} : { totalBefore: totalCount }
  if (deletions > 0 && place.page > first) {
    const page = Math.max(first, place.page - Math.ceil(deletions / perPage))
    return Option.some({ page, ...total, reread: reread ?? { keys: [], unchanged: 0 } })
  }
  const isLast = items.length === 0 || (totalCount !== undefined && (place.page + 1) * perPage >= totalCount)
  if (isLast) return Option.none()
  const keysBefore = items.map(keyOf)
  return Option.some({ page: place.page + 1, keysBefore, ...total, ...(reread === undefined ? {} : { reread }) })
}
