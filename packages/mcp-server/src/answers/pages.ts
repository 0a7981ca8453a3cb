/** Pages of a list: where the next one begins, and where to cut one that is too long for an answer. */

/** The arguments of the next call. Pages are counted from 0. */
export interface NextPage {
  readonly page: number
  readonly perPage: number
}

/**
 * Cuts a page that is too long. It keeps at most `fittingCount` items. The next page begins exactly at the cut, so no
 * item is missed and none comes twice. Losant counts in whole pages only: the new page size must divide the
 * number of items before the cut. The best choice keeps many items and continues with large pages that fit as well.
 */
export const cutPage = (page: number, perPage: number, fittingCount: number): { keptCount: number; next: NextPage } => {
  const before = page * perPage
  let best = { keptCount: 1, next: { page: before + 1, perPage: 1 } }
  let bestScore = 0
  for (let keptCount = 1; keptCount <= fittingCount; keptCount++) {
    for (let size = 1; size <= perPage; size++) {
      if ((before + keptCount) % size !== 0) continue
      const score = keptCount + Math.min(size, fittingCount)
      if (score < bestScore) continue
      bestScore = score
      best = { keptCount, next: { page: (before + keptCount) / size, perPage: size } }
    }
  }
  return best
}

/** The page after a whole page; undefined after the last one. */
export const nextPage = (
  page: number,
  perPage: number,
  count: number,
  totalCount: number | undefined
): NextPage | undefined => {
  const hasMore = totalCount === undefined ? count >= perPage : (page + 1) * perPage < totalCount
  return hasMore ? { page: page + 1, perPage } : undefined
}
