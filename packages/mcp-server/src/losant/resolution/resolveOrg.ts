/** Resolves an id or a name to an organization in Losant. */
import type { LosantError } from "@effect-losant/core/LosantError"
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import type { InstanceOrg as Org } from "@effect-losant/core/schemas/Org"
import * as Effect from "effect/Effect"
import type { LosantGateway } from "../../model/LosantGateway.ts"
import type { Refusal } from "../../model/Refusal.ts"
import { similarItems } from "../../text/fuzzySuggestions.ts"
import { findMatches } from "../../text/nameMatching.ts"
import { noMatch } from "./candidates.ts"
import { chooseOrg, type FirstPage, type FoundOrg, findOrgs, isOrgId, orgKind as kind } from "./orgPages.ts"
import { anyCaseNameQuery, exactNameQuery, prefixQuery, similarNameQuery } from "./orgQueries.ts"

// Losant's limits, in characters and items. A longer text would make the URL too long for servers.
const maxNameLength = 255
const perPage = 100
// Losant cannot sort by similarity, so more names are read to find the most similar ones here.
const similarPerPage = 1_000

const distinct = (items: ReadonlyArray<Org>): ReadonlyArray<Org> =>
  Array.from(new Map(items.map((item) => [item.id, item])).values())

/** Refuses with the similar names of the page. `common` is the relation of its names to the text, as a predicate. */
const failNoMatch = (
  text: string,
  { items, total, isWhole }: FirstPage,
  common: string
): Effect.Effect<never, Refusal> => {
  const scope = { common, count: items.length, total: isWhole ? items.length : total }
  const similar = similarItems(text.trim(), items, kind.textOf)
  return Effect.fail(noMatch(kind, text, similar, scope))
}

/**
 * Decides if more names begin with the text than a page holds. A name that equals the text may be on any page, so a
 * second request looks for equal names in any case. That page could be cut too, so the request looks for the exact name
 * alone if other cases cannot change the result.
 */
const decideAmongMany = Effect.fnUntraced(function* (
  gateway: LosantGateway,
  instanceId: InstanceId,
  text: string,
  prefixPage: FirstPage
): Effect.fn.Return<FoundOrg, LosantError | Refusal> {
  const prefixMatches = findMatches(text, prefixPage.items, kind.textOf)
  const exactDecides =
    prefixMatches?.level === "exact" || (prefixMatches?.level === "anyCase" && prefixMatches.items.length > 1)
  const query = exactDecides ? exactNameQuery(text) : anyCaseNameQuery(text)
  const equalPage = yield* findOrgs(gateway, instanceId, query, perPage)
  const matches = findMatches(text, distinct([...equalPage.items, ...prefixPage.items]), kind.textOf)
  if (matches === undefined) return yield* failNoMatch(text, prefixPage, "begin with it")
  const { level, items } = matches
  if (level === "prefix") return yield* chooseOrg(text, items, prefixPage.total, false)
  const isWhole = equalPage.isWhole && (level === "exact" || !exactDecides)
  return yield* chooseOrg(text, items, isWhole ? items.length : "unknown", isWhole)
})

/**
 * The organization with an id or a name. An id is returned without a request. A name is matched exactly, else in any
 * case, else by its beginning, with at most two requests. It is refused with `severalMatches` or `noMatch`, which list
 * ids.
 */
export const resolveOrg = Effect.fnUntraced(function* (
  gateway: LosantGateway,
  instanceId: InstanceId,
  text: string
): Effect.fn.Return<FoundOrg, LosantError | Refusal> {
  const trimmed = text.trim()
  if (isOrgId(trimmed)) return { orgId: trimmed }
  const canBeName = text !== "" && Array.from(text).length <= maxNameLength
  if (!canBeName) return yield* Effect.fail(noMatch(kind, text, []))
  const prefixPage = yield* findOrgs(gateway, instanceId, prefixQuery(text), perPage)
  if (!prefixPage.isWhole) return yield* decideAmongMany(gateway, instanceId, text, prefixPage)
  const matches = findMatches(text, prefixPage.items, kind.textOf)
  if (matches !== undefined) return yield* chooseOrg(text, matches.items, matches.items.length, true)
  const candidates = yield* findOrgs(gateway, instanceId, similarNameQuery(text), similarPerPage)
  return yield* failNoMatch(text, candidates, "have words or parts of words in common with it")
})
