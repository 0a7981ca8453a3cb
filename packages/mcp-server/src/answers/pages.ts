/** Where a list goes on after a part of it. */

/** The arguments with which the next call goes on; `page` is counted from 0. */
export interface NextPage {
  readonly page: number
  readonly perPage: number
}

/**
 * After some items of a page that is too long as a whole: how many of them to keep, at most `fitting`, and how to go on
 * so that no item is missed and none comes twice. Losant counts in whole pages only, so the next page has to begin where
 * this one is cut: the size of pages has to divide the number of items before the cut. Of all ways the one is taken that
 * keeps many items and goes on with pages that fit as well.
 */
export const cutPage = (page: number, perPage: number, fitting: number): { kept: number; next: NextPage } => {
  const before = page * perPage
  let best = { kept: 1, next: { page: before + 1, perPage: 1 } }
  let bestScore = 0
  for (let kept = 1; kept <= fitting; kept++) {
    for (let size = 1; size <= perPage; size++) {
      if ((before + kept) % size !== 0) continue
      const score = kept + Math.min(size, fitting)
      if (score < bestScore) continue
      bestScore = score
      best = { kept, next: { page: (before + kept) / size, perPage: size } }
    }
  }
  return best
}

/** The next page after a whole one, where there is one. */
export const nextPage = (
  page: number,
  perPage: number,
  count: number,
  totalCount: number | undefined
): NextPage | undefined => {
  const isMore = totalCount === undefined ? count >= perPage : (page + 1) * perPage < totalCount
  return isMore ? { page: page + 1, perPage } : undefined
}
