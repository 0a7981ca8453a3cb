/** The refusals for a text that matches nothing, or more than one thing. */
import { Refusal } from "../../model/Refusal.ts"
import { quote } from "../../text/escapes.ts"

/** A kind of thing that a text can stand for, such as an organization, and the words of messages about it. */
export interface CandidateKind<A> {
  /** The argument that holds the text. */
  readonly argument: string
  readonly singular: string
  readonly plural: string
  /** The noun for the text that stands for the thing: `name` or `email`. */
  readonly textLabel: string
  readonly textOf: (item: A) => string | undefined
  readonly idOf: (item: A) => string
  /** A detail that tells things with the same text apart. */
  readonly detailOf: (item: A) => string | undefined
  /** The relation of the thing to its detail, such as `created`. */
  readonly detailLabel: string
  /** The tool that lists things of the kind. */
  readonly tool: string
}

const maxCandidates = 10
const maxTextLength = 100

const describe = <A>(kind: CandidateKind<A>, item: A): string => {
  const detail = kind.detailOf(item)
  const more = detail === undefined ? "" : `, ${kind.detailLabel} ${quote(detail, maxTextLength)}`
  return `${quote(kind.textOf(item) ?? "", maxTextLength)} (id ${kind.idOf(item)}${more})`
}

/**
 * The first candidates with their ids, and the number of the others. `total` counts all candidates, including those
 * that are not in `items`.
 */
export const listCandidates = <A>(
  kind: CandidateKind<A>,
  items: ReadonlyArray<A>,
  total: number | "unknown"
): string => {
  const first = items.slice(0, maxCandidates)
  const more = total === "unknown" ? "more" : `${Math.max(items.length, total) - first.length} more`
  return [...first.map((item) => describe(kind, item)), ...(more === "0 more" ? [] : [`and ${more}`])].join(", ")
}

/** The refusal for several matches. `total` counts all of them. */
export const severalMatches = <A>(
  kind: CandidateKind<A>,
  text: string,
  items: ReadonlyArray<A>,
  total: number | "unknown"
): Refusal =>
  new Refusal(
    "severalMatches",
    `${kind.argument} ${quote(text, maxTextLength)} stands for several ${kind.plural}: ${listCandidates(kind, items, total)}. ` +
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

const describeScope = <A>({ plural }: CandidateKind<A>, { common, count, total }: SearchScope): string => {
  const first = count === total ? "the" : `the first ${count} of the ${total === "unknown" ? "" : `${total} `}`.trim()
  return `${first} ${plural} whose names ${common}`
}

/**
 * The refusal for no match. `similar` are the items with similar texts, among all items, or among those of `scope` if
 * it is present.
 */
export const noMatch = <A>(
  kind: CandidateKind<A>,
  text: string,
  similar: ReadonlyArray<A>,
  scope?: SearchScope
): Refusal => {
  const none =
    scope === undefined ? `No ${kind.textLabel} is similar` : `None of ${describeScope(kind, scope)} is similar`
  const isCut = scope !== undefined && scope.count !== scope.total
  const some = `Similar${isCut ? `, among ${describeScope(kind, scope)},` : ""} are ${listCandidates(kind, similar, similar.length)}`
  return new Refusal(
    "noMatch",
    `${kind.argument} ${quote(text, maxTextLength)} stands for no ${kind.singular}: it is not an id, and no ${kind.textLabel} is this or ` +
      `begins with it. Nothing was changed. ${
        similar.length === 0 ? none : `${some}: if one of them is meant, call again with its id`
      }. ${kind.tool} finds others.`
  )
}
