// Reads a list by the numbers of its pages: decides which page comes next, and when the list ends.
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
  /** The keys of the page before; absent at the start, and while pages are read again on purpose. */
  readonly keysBefore?: ReadonlyArray<string>
  readonly totalBefore?: number
  /** The number of items on a page, if the pages before show it. */
  readonly perPage?: number
  /** True if the page was empty a moment ago, although the total said that there is more. */
  readonly wasEmpty?: boolean
  /** The page that was last read again: what it held, and how often in a row it held the same. */
  readonly reread?: { readonly keys: ReadonlyArray<string>; readonly unchanged: number }
}

interface PagedInput {
  readonly page?: number
  readonly perPage?: number
}

/**
 * The number of items on a page. Losant may cap `perPage`, so the number in the answer counts. Without one, a page that
 * is shorter than the requested size, and not the last, shows it.
 */
const perPageOf = (place: Place, { items, totalCount, perPage }: Page, input: PagedInput): number => {
  const requestedSize = input.perPage ?? items.length
  const isShort = totalCount !== undefined && items.length > 0 && items.length < totalCount - place.page * requestedSize
  return Math.max(1, perPage ?? place.perPage ?? (isShort ? Math.min(requestedSize, items.length) : requestedSize))
}

/** True for an empty page within the total. */
const endsEarly = (place: Place, answer: Page, input: PagedInput): boolean =>
  answer.items.length === 0 && place.page * perPageOf(place, answer, input) < (answer.totalCount ?? 0)

/** Limits how often a page is read again without anything new. A total that falls and rises would never end. */
const maxRereads = 100

/** Says why the list cannot be read to its end. Undefined if it can. */
export const obstacleOf = (place: Place, answer: Page, input: PagedInput, keyOf: KeyOf): string | undefined => {
  const { keysBefore, reread, wasEmpty } = place
  const { items, totalCount } = answer
  if (wasEmpty === true && endsEarly(place, answer, input)) {
    return `is empty, although the list has ${totalCount} items by its total`
  }
  if (keysBefore !== undefined && keysBefore.length > 0 && holds(items, keysBefore, keyOf)) {
    return "is the same as the page before it"
  }
  if ((nextReread(place, items, keyOf)?.unchanged ?? 0) < maxRereads || reread === undefined) return undefined
  return `was read again ${maxRereads} times, since the total of the list fell each time, and is the same`
}

const nextReread = ({ reread, keysBefore }: Place, items: Page["items"], keyOf: KeyOf): Place["reread"] => {
  if (reread === undefined || keysBefore !== undefined) return reread
  return { keys: items.map(keyOf), unchanged: holds(items, reread.keys, keyOf) ? reread.unchanged + 1 : 0 }
}

/** The place after a page, or none at the end. */
export const nextPlace = (place: Place, answer: Page, input: PagedInput, keyOf: KeyOf): Option.Option<Place> => {
  const { items, totalCount } = answer
  const first = input.page ?? 0
  const reread = nextReread(place, items, keyOf)
  const perPage = perPageOf(place, answer, input)
  const deletions = Math.max(0, (place.totalBefore ?? 0) - (totalCount ?? Number.POSITIVE_INFINITY))
  const known = { perPage, ...(totalCount === undefined ? {} : { totalBefore: totalCount }) }
  if (deletions > 0 && place.page > first) {
    const page = Math.max(first, place.page - Math.ceil(deletions / perPage))
    return Option.some({ page, ...known, reread: reread ?? { keys: [], unchanged: 0 } })
  }
  // The total may have been counted just before the last items were deleted. Then it is right the second time.
  if (endsEarly(place, answer, input)) return Option.some({ ...place, ...known, wasEmpty: true })
  const isLast = items.length === 0 || (totalCount !== undefined && (place.page + 1) * perPage >= totalCount)
  if (isLast) return Option.none()
  const keysBefore = items.map(keyOf)
  return Option.some({ page: place.page + 1, keysBefore, ...known, ...(reread === undefined ? {} : { reread }) })
}
