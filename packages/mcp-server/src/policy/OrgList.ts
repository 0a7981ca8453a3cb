/** Lists of organizations that hold and count only what the rules let through. */
import type * as InstanceOrgs from "@effect-losant/core/InstanceOrgs"
import type { LosantError } from "@effect-losant/core/LosantError"
import { type InstanceOrg, InstanceOrgs as Orgs } from "@effect-losant/core/schemas/Org"
import type { OrgQuery } from "@effect-losant/core/schemas/OrgQuery"
import * as Effect from "effect/Effect"
import { documented } from "./documented.ts"
import { type NameFilter, nameFilter } from "./NameFilter.ts"
import { factsOf, judge, type OrgRules } from "./OrgRules.ts"
import { conditions } from "./RulesQuery.ts"
import { withoutRules } from "./Words.ts"

/** What `instanceOrgs.get` is called with. */
export type ListInput = (typeof InstanceOrgs.get)["input"]["Type"]
export type Page = (typeof InstanceOrgs.get)["success"]["Type"]
type Read = (input: ListInput) => Effect.Effect<Page, LosantError>

const defaultPerPage = 100
const mostPerPage = 1_000

/** Makes the function that lists. `read` asks Losant. */
export const makeList = (rules: OrgRules, read: Read) => {
  const ofRules = conditions(rules)
  // The query has already looked at the tags that an answer leaves out.
  const isVisible = (org: InstanceOrg) => judge(rules, factsOf(org)) !== "denied"
  const ruled = (query: OrgQuery | undefined): OrgQuery => ({
    $and: [...(query === undefined ? [] : [query]), ...ofRules]
  })
  const ask = (input: ListInput) =>
    read(input).pipe(
      Effect.mapBoth({
        // Other fields could repeat the query, or count what is not to be seen.
        onSuccess: (answer) => documented(Orgs, answer),
        onFailure: (error) => withoutRules(rules, error)
      })
    )

  /** The page as Losant gives it: its query is exact, but for spellings that no query knows. */
  const page = Effect.fnUntraced(function* (input: ListInput) {
    const answer = yield* ask(input)
    const items = answer.items.filter(isVisible)
    const hidden = answer.items.length - items.length
    const { count, totalCount } = answer
    return {
      ...answer,
      items,
      ...(count === undefined ? {} : { count: Math.max(items.length, count - hidden) }),
      ...(totalCount === undefined ? {} : { totalCount: Math.max(items.length, totalCount - hidden) })
    }
  })

  /** A page of what a filter lets through that no query can state: all that may fit are read, page by page. */
  const pageOf = Effect.fnUntraced(function* (input: ListInput, { fits }: NameFilter) {
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
      return page({ ...rest, query: ruled(query) })
    }
    const wanted = nameFilter(filter)
    const asked = { ...rest, query: ruled(wanted.query) }
    return Effect.map(wanted.isExact ? page(asked) : pageOf(asked, wanted), (answer) => ({
      ...answer,
      filter,
      filterField
    }))
  }
}
