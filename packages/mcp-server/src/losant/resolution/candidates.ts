/** The refusals for a text that matches nothing, or more than one thing. */
import { Refusal } from "../../model/Refusal.ts"
import { quote } from "../../text/escapes.ts"

/** The kind of thing that a text names. */
export interface Kind<A> {
  /** The argument that holds the text. */
  readonly argument: string
  readonly one: string
  readonly many: string
  /** The text that identifies it beside the id: a name or an email. */
  readonly by: string
  readonly textOf: (item: A) => string | undefined
  readonly idOf: (item: A) => string
  /** A detail that tells things with the same text apart. */
  readonly detailOf: (item: A) => string | undefined
  readonly detail: string
  /** The tool that lists things of the kind. */
  readonly tool: string
}

const mostCandidates = 10
const longestText = 100

const describe = <A>(kind: Kind<A>, item: A): string => {
  const detail = kind.detailOf(item)
  const more = detail === undefined ? "" : `, ${kind.detail} ${quote(detail, longestText)}`
  return `${quote(kind.textOf(item) ?? "", longestText)} (id ${kind.idOf(item)}${more})`
}

/**
 * The first candidates with their ids, and the number of the others. `total` counts all candidates, including those
 * that are not in `items`.
 */
export const listCandidates = <A>(kind: Kind<A>, items: ReadonlyArray<A>, total: number | "unknown"): string => {
  const first = items.slice(0, mostCandidates)
  const more = total === "unknown" ? "more" : `${Math.max(items.length, total) - first.length} more`
  return [...first.map((item) => describe(kind, item)), ...(more === "0 more" ? [] : [`and ${more}`])].join(", ")
}

/** The refusal for several matches. `total` counts all of them. */
export const severalMatches = <A>(
  kind: Kind<A>,
  text: string,
  items: ReadonlyArray<A>,
  total: number | "unknown"
): Refusal =>
  new Refusal(
    "severalMatches",
    `${kind.argument} ${quote(text, longestText)} stands for several ${kind.many}: ${listCandidates(kind, items, total)}. ` +
      "Nothing was changed. Call again with the id of the one that is meant; if that is not clear, ask the person."
  )

/** The items that were searched for similar texts. */
export interface SearchScope {
  /** The relation of the items to the text, as a predicate: `begin with it`. */
  readonly common: string
  readonly count: number
  /** The number of items with this relation. */
  readonly total: number | "unknown"
}

const describeScope = <A>({ many }: Kind<A>, { common, count, total }: SearchScope): string => {
  const first = count === total ? "the" : `the first ${count} of the ${total === "unknown" ? "" : `${total} `}`.trim()
  return `${first} ${many} whose names ${common}`
}

/**
 * The refusal for no match. `similar` are the items with similar texts, among all items, or among those of `scope` if
 * it is present.
 */
export const noMatch = <A>(kind: Kind<A>, text: string, similar: ReadonlyArray<A>, scope?: SearchScope): Refusal => {
  const none = scope === undefined ? `No ${kind.by} is similar` : `None of ${describeScope(kind, scope)} is similar`
  const isCut = scope !== undefined && scope.count !== scope.total
  const some = `Similar${isCut ? `, among ${describeScope(kind, scope)},` : ""} are ${listCandidates(kind, similar, similar.length)}`
  return new Refusal(
    "noMatch",
    `${kind.argument} ${quote(text, longestText)} stands for no ${kind.one}: it is no id, and no ${kind.by} is this or ` +
      `begins with it. Nothing was changed. ${
        similar.length === 0 ? none : `${some}: if one of them is meant, call again with its id`
      }. ${kind.tool} finds others.`
  )
}
