/** What an assistant is told whose text stands for nothing, or for more than one thing. */

import { Refusal } from "../../model/Refusal.ts"
import { quote } from "../../text/escapes.ts"

/** What is looked for. */
export interface Kind<A> {
  /** The argument that names it. */
  readonly argument: string
  readonly one: string
  readonly many: string
  /** What it is named by, beside its id. */
  readonly by: string
  readonly textOf: (item: A) => string | undefined
  readonly idOf: (item: A) => string
  /** What else tells two of the same text apart; it is quoted. */
  readonly detailOf: (item: A) => string | undefined
  readonly detail: string
  /** The tool that lists them. */
  readonly tool: string
}

const mostCandidates = 10
const longestText = 100

const described = <A>(kind: Kind<A>, item: A): string => {
  const detail = kind.detailOf(item)
  const more = detail === undefined ? "" : `, ${kind.detail} ${quote(detail, longestText)}`
  return `${quote(kind.textOf(item) ?? "", longestText)} (id ${kind.idOf(item)}${more})`
}

/**
 * The first candidates with their ids, and how many more there are: `total` counts them all, where it is known that
 * there are others than `items`.
 */
export const listCandidates = <A>(kind: Kind<A>, items: ReadonlyArray<A>, total: number | "unknown"): string => {
  const shown = items.slice(0, mostCandidates)
  const more = total === "unknown" ? "more" : `${Math.max(items.length, total) - shown.length} more`
  return [...shown.map((item) => described(kind, item)), ...(more === "0 more" ? [] : [`and ${more}`])].join(", ")
}

/** There is more than one; `total` counts them all. */
export const severalMatches = <A>(
  kind: Kind<A>,
  given: string,
  items: ReadonlyArray<A>,
  total: number | "unknown"
): Refusal =>
  new Refusal(
    "severalMatches",
    `${kind.argument} ${quote(given, longestText)} stands for several ${kind.many}: ${listCandidates(kind, items, total)}. ` +
      "Nothing was changed. Call again with the id of the one that is meant; if that is not clear, ask the person."
  )

/** Of how many items those that are alike were looked for, where that were not all. */
export interface SearchScope {
  /** What the items have in common with the text. */
  readonly common: string
  readonly count: number
  /** How many there are of these. */
  readonly total: number | "unknown"
}

const lookedAtText = <A>({ many }: Kind<A>, { common, count, total }: SearchScope): string => {
  const first = count === total ? "the" : `the first ${count} of the ${total === "unknown" ? "" : `${total} `}`.trim()
  return `${first} ${many} whose names ${common}`
}

/**
 * There is none; `near` are those whose texts are like the one given, of all that there are or else of those that were
 * looked at.
 */
export const noMatch = <A>(kind: Kind<A>, given: string, near: ReadonlyArray<A>, lookedAt?: SearchScope): Refusal => {
  const none =
    lookedAt === undefined ? `No ${kind.by} is like it` : `Like it is none of ${lookedAtText(kind, lookedAt)}`
  const isCut = lookedAt !== undefined && lookedAt.count !== lookedAt.total
  const some = `Like it are${isCut ? `, of ${lookedAtText(kind, lookedAt)},` : ""} ${listCandidates(kind, near, near.length)}`
  return new Refusal(
    "noMatch",
    `${kind.argument} ${quote(given, longestText)} stands for no ${kind.one}: it is no id, and no ${kind.by} is this or ` +
      `begins with it. Nothing was changed. ${
        near.length === 0 ? none : `${some}: if one of them is meant, call again with its id`
      }. ${kind.tool} finds others.`
  )
}
