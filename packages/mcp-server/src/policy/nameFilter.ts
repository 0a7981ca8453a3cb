/** The `filter` of a list of organizations, whose `*` stands for any characters, as an advanced query. */
import type { OrgQuery } from "@effect-losant/core/schemas/OrgQuery"

export interface NameFilter {
  /** What everything that the filter lets through fits; undefined where that is everything. */
  readonly query: OrgQuery | undefined
  /** Whether the query lets the same through as the filter. */
  readonly isExact: boolean
  /** Whether the filter lets a name through. */
  readonly fits: (name: string) => boolean
}

const conditions = (first: string, between: ReadonlyArray<string>, last: string): ReadonlyArray<OrgQuery> => [
  ...(first === "" ? [] : [{ name: { $startsWith: first, $ci: true } }]),
  ...between.map(($contains) => ({ name: { $contains, $ci: true } })),
  ...(last === "" ? [] : [{ name: { $endsWith: last, $ci: true } }])
]

/** Whether a name holds the pieces in their order, none overlapping another. */
const holds = (first: string, between: ReadonlyArray<string>, last: string, name: string): boolean => {
  if (!name.startsWith(first)) return false
  // Taking each piece as early as possible leaves the most room for those after it.
  let from = first.length
  for (const piece of between) {
    const found = name.indexOf(piece, from)
    if (found < 0) return false
    from = found + piece.length
  }
  return name.length - last.length >= from && name.endsWith(last)
}

export const nameFilter = (filter: string): NameFilter => {
  const [first = "", ...rest] = filter.split("*")
  const last = rest.pop()
  if (last === undefined) {
    const wanted = filter.toLowerCase()
    return {
      query: { name: { $eq: filter, $ci: true } },
      isExact: true,
      fits: (name) => name.toLowerCase() === wanted
    }
  }
  const between = rest.filter((piece) => piece !== "")
  const parts = conditions(first, between, last)
  const lower = between.map((piece) => piece.toLowerCase())
  return {
    query: parts.length === 0 ? undefined : { $and: parts },
    // No condition says in which order, or that no two pieces overlap.
    isExact: parts.length <= 1,
    fits: (name) => holds(first.toLowerCase(), lower, last.toLowerCase(), name.toLowerCase())
  }
}
