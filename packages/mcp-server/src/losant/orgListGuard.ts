/** Lists of organizations that hold and count only what the rules let through. */
import type * as InstanceOrgs from "@effect-losant/core/InstanceOrgs"
import type { LosantError } from "@effect-losant/core/LosantError"
import { type InstanceOrg, InstanceOrgs as Orgs } from "@effect-losant/core/schemas/Org"
import type { OrgQuery } from "@effect-losant/core/schemas/OrgQuery"
import * as Effect from "effect/Effect"
import * as Equal from "effect/Equal"
import * as Ref from "effect/Ref"
import { type NameFilter, nameFilter } from "../policy/nameFilter.ts"
import { factsOf, judge, type OrgRules } from "../policy/OrgRules.ts"
import { pickDeclared } from "../policy/pickDeclared.ts"
import { redactRules } from "../policy/redactRules.ts"
import { conditionsLength, exactDenials, maxConditionsLength, ruleConditions } from "../policy/rulesQuery.ts"

/** What `instanceOrgs.get` is called with. */
export type ListInput = (typeof InstanceOrgs.get)["input"]["Type"]
export type Page = (typeof InstanceOrgs.get)["success"]["Type"]
type Read = (input: ListInput) => Effect.Effect<Page, LosantError>

const defaultPerPage = 100
const mostPerPage = 1_000

/**
 * The page with the visible items only. Losant counts the others, and its pages go on behind them: where there are more
 * pages the total still says so, so that nobody stops before the last.
 */
const withoutHidden = (answer: Page, items: ReadonlyArray<InstanceOrg>, input: ListInput): Page => {
  const { count, totalCount, page = input.page ?? 0, perPage = input.perPage ?? defaultPerPage } = answer
  const hidden = answer.items.length - items.length
  const end = (page + 1) * perPage
  const least = totalCount !== undefined && totalCount > end ? end + 1 : items.length
  return {
    ...answer,
    items,
    ...(count === undefined ? {} : { count: Math.max(items.length, count - hidden) }),
    ...(totalCount === undefined ? {} : { totalCount: Math.max(least, totalCount - hidden) })
  }
}

/** Makes the function that lists. `read` asks Losant. */
export const makeList = (rules: OrgRules, read: Read) => {
  // What no query of the rules alone finds. It only grows, and is true for good: the rules stay as they are.
  const seen = Ref.makeUnsafe<ReadonlyArray<OrgQuery>>([])
  // The query has already looked at the tags that an answer leaves out.
  const isVisible = (org: InstanceOrg) => judge(rules, factsOf(org)) !== "denied"
  const ruled = (query: OrgQuery | undefined, known: ReadonlyArray<OrgQuery>): OrgQuery => ({
    $and: [...(query === undefined ? [] : [query]), ...ruleConditions(rules, known)]
  })
  const ask = (input: ListInput) =>
    read(input).pipe(
      Effect.mapBoth({
        // Other fields could repeat the query, or count what is not to be seen.
        onSuccess: (answer) => pickDeclared(Orgs, answer),
        onFailure: (error) => redactRules(rules, error)
      })
    )

  /** What is seen, and what of these organizations is denied by name or tag, as far as a query has room for it. */
  const withHidden = (known: ReadonlyArray<OrgQuery>, hidden: ReadonlyArray<InstanceOrg>): ReadonlyArray<OrgQuery> => {
    let all = known
    for (const one of hidden.flatMap((org) => exactDenials(rules, factsOf(org)))) {
      const more = [...all, one]
      if (!all.some((other) => Equal.equals(other, one)) && conditionsLength(rules, more) <= maxConditionsLength)
        all = more
    }
    return all
  }

  /**
   * The page as Losant gives it. Where it holds what is denied, the query is made to deny that too, and the page is asked
   * for again, so that it is whole and its total right. Pages before it held nothing of the kind: they stay as they were.
   */
  const page = Effect.fnUntraced(function* (
    input: ListInput,
    query: OrgQuery | undefined
  ): Effect.fn.Return<Page, LosantError> {
    const known = yield* Ref.get(seen)
    const answer = yield* ask({ ...input, query: ruled(query, known) })
    const hidden = answer.items.filter((org) => !isVisible(org))
    if (hidden.length === 0) return answer
    // Another call may have learned of them meanwhile.
    const now = yield* Ref.updateAndGet(seen, (before) => withHidden(before, hidden))
    if (now !== known) return yield* page(input, query)
    return withoutHidden(answer, answer.items.filter(isVisible), input)
  })

  /** A page of what a filter lets through that no query can state: all that may fit are read, page by page. */
  const pageOf = Effect.fnUntraced(function* (given: ListInput, { query, fits }: NameFilter) {
    // One query for all pages, or they would not fit together.
    const input = { ...given, query: ruled(query, yield* Ref.get(seen)) }
    const found: Array<InstanceOrg> = []
    let read = 0
    let answer: Page
    let next = 0
    do {
      answer = yield* ask({ ...input, page: next++, perPage: mostPerPage })
      read += answer.items.length
      found.push(...answer.items.filter((org) => isVisible(org) && fits(org.name)))
    } while (answer.items.length > 0 && read < (answer.totalCount ?? read))
    const { page = 0, perPage = defaultPerPage } = input
    const items = found.slice(page * perPage, (page + 1) * perPage)
    return { ...answer, items, count: items.length, totalCount: found.length, page, perPage }
  })

  return (input: ListInput): Effect.Effect<Page, LosantError> => {
    const { filter, filterField, query, ...rest } = input
    // Without a field, or with nothing to look for, Losant does not filter.
    if (query !== undefined || filterField === undefined || filter === undefined || filter === "") {
      return page(rest, query)
    }
    const wanted = nameFilter(filter)
    return Effect.map(wanted.isExact ? page(rest, wanted.query) : pageOf(rest, wanted), (answer) => ({
      ...answer,
      filter,
      filterField
    }))
  }
}
