/** Translates the `filter` of a list of organizations, in which `*` stands for any characters, into an advanced query. */
import type { OrgQuery } from "@effect-losant/core/schemas/OrgQuery"

export interface NameFilter {
  /** A condition that every name of the filter meets. Undefined if the filter matches every name. */
  readonly query: OrgQuery | undefined
  /** The query matches exactly the same names as the filter. */
  readonly isExact: boolean
  /** The filter matches the name. */
  readonly fits: (name: string) => boolean
}

const conditions = (first: string, between: ReadonlyArray<string>, last: string): ReadonlyArray<OrgQuery> => [
  ...(first === "" ? [] : [{ name: { $startsWith: first, $ci: true } }]),
  ...between.map(($contains) => ({ name: { $contains, $ci: true } })),
  ...(last === "" ? [] : [{ name: { $endsWith: last, $ci: true } }])
]

/** The name contains the pieces in this order, without an overlap. */
const containsInOrder = (first: string, between: ReadonlyArray<string>, last: string, name: string): boolean => {
  if (!name.startsWith(first)) return false
  // The earliest match of each piece leaves the most room for the next pieces.
  let from = first.length
  for (const piece of between) {
    const index = name.indexOf(piece, from)
    if (index < 0) return false
    from = index + piece.length
  }
  return name.length - last.length >= from && name.endsWith(last)
}

export const nameFilter = (filter: string): NameFilter => {
  const [first = "", ...rest] = filter.split("*")
  const last = rest.pop()
  if (last === undefined) {
    const lowerFilter = filter.toLowerCase()
    return {
      query: { name: { $eq: filter, $ci: true } },
      isExact: true,
      fits: (name) => name.toLowerCase() === lowerFilter
    }
  }
  const between = rest.filter((piece) => piece !== "")
  const parts = conditions(first, between, last)
  const lower = between.map((piece) => piece.toLowerCase())
  return {
    query: parts.length === 0 ? undefined : { $and: parts },
    // Conditions cannot express the order of the pieces, or that they do not overlap.
    isExact: parts.length <= 1,
    fits: (name) => containsInOrder(first.toLowerCase(), lower, last.toLowerCase(), name.toLowerCase())
  }
}
