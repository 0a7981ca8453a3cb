/** Lists of organizations that hold and count only those that the rules allow. */
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
import { conditionsLength, exactDenials, maxConditionsLength, ruleConditions } from "../policy/rulesQuery.ts"

/** The input of `instanceOrgs.get`. */
export type ListInput = (typeof InstanceOrgs.get)["input"]["Type"]
export type Page = (typeof InstanceOrgs.get)["success"]["Type"]
type Read = (input: ListInput) => Effect.Effect<Page, LosantError>

const defaultPerPage = 100
const maxPerPage = 1_000

/**
 * The page without its hidden items. Losant's total counts them, so it is reduced, but never below the number that
 * shows that more pages follow: nobody should stop before the last page.
 */
const omitHidden = (answer: Page, items: ReadonlyArray<InstanceOrg>, input: ListInput): Page => {
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

/** Makes the function that lists organizations. `read` sends a request to Losant. */
export const makeOrgListGuard = (rules: OrgRules, read: Read) => {
  // The denials that the query of the rules does not cover. They stay valid, because the rules never change.
  const exactDenialsRef = Ref.makeUnsafe<ReadonlyArray<OrgQuery>>([])
  // An answer may lack tags. The query has checked them.
  const isVisible = (org: InstanceOrg) => judge(rules, factsOf(org)) !== "denied"
  const addRules = (query: OrgQuery | undefined, denials: ReadonlyArray<OrgQuery>): OrgQuery => ({
    $and: [...(query === undefined ? [] : [query]), ...ruleConditions(rules, denials)]
  })
  const readPage = (input: ListInput) =>
    read(input).pipe(
      // Other fields could repeat the query, or count hidden organizations.
      Effect.map((answer) => pickDeclared(Orgs, answer))
    )

  /** Adds the denied names and tags of the hidden organizations, as far as they fit into a query. */
  const addDenials = (
    denials: ReadonlyArray<OrgQuery>,
    hidden: ReadonlyArray<InstanceOrg>
  ): ReadonlyArray<OrgQuery> => {
    let all = denials
    for (const one of hidden.flatMap((org) => exactDenials(rules, factsOf(org)))) {
      const more = [...all, one]
      if (!all.some((other) => Equal.equals(other, one)) && conditionsLength(rules, more) <= maxConditionsLength)
        all = more
    }
    return all
  }

  /**
   * A page of Losant. If it holds denied organizations, the query excludes them too, and the page is requested again.
   * Then the page is full and its total right. Earlier pages held none of them, so they stay valid.
   */
  const page = Effect.fnUntraced(function* (
    input: ListInput,
    query: OrgQuery | undefined
  ): Effect.fn.Return<Page, LosantError> {
    const denials = yield* Ref.get(exactDenialsRef)
    const answer = yield* readPage({ ...input, query: addRules(query, denials) })
    const hidden = answer.items.filter((org) => !isVisible(org))
    if (hidden.length === 0) return answer
    // Another call may have added the denials meanwhile.
    const now = yield* Ref.updateAndGet(exactDenialsRef, (before) => addDenials(before, hidden))
    if (now !== denials) return yield* page(input, query)
    return omitHidden(answer, answer.items.filter(isVisible), input)
  })

  /** A page for a filter that no query can express: it reads all candidates, page by page. */
  const filteredPage = Effect.fnUntraced(function* (request: ListInput, { query, fits }: NameFilter) {
    // All pages need the same query, or an item could be missed.
    const input = { ...request, query: addRules(query, yield* Ref.get(exactDenialsRef)) }
    const matching: Array<InstanceOrg> = []
    let read = 0
    let answer: Page
    let next = 0
    do {
      answer = yield* readPage({ ...input, page: next++, perPage: maxPerPage })
      read += answer.items.length
      matching.push(...answer.items.filter((org) => isVisible(org) && fits(org.name)))
    } while (answer.items.length > 0 && read < (answer.totalCount ?? read))
    const { page = 0, perPage = defaultPerPage } = input
    const items = matching.slice(page * perPage, (page + 1) * perPage)
    return { ...answer, items, count: items.length, totalCount: matching.length, page, perPage }
  })

  return (input: ListInput): Effect.Effect<Page, LosantError> => {
    const { filter, filterField, query, ...rest } = input
    // Losant does not filter without a field or a text.
    if (query !== undefined || filterField === undefined || filter === undefined || filter === "") {
      return page(rest, query)
    }
    const byName = nameFilter(filter)
    return Effect.map(byName.isExact ? page(rest, byName.query) : filteredPage(rest, byName), (answer) => ({
      ...answer,
      filter,
      filterField
    }))
  }
}
