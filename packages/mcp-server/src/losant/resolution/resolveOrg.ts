/** From the name of an organization to its id, by what Losant holds now. */
import type { LosantError } from "@effect-losant/core/LosantError"
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import type { InstanceOrg as Org } from "@effect-losant/core/schemas/Org"
import * as Effect from "effect/Effect"
import type { LosantGateway } from "../../model/LosantGateway.ts"
import type { Refusal } from "../../model/Refusal.ts"
import { similarItems } from "../../text/fuzzySuggestions.ts"
import { findMatches } from "../../text/nameMatching.ts"
import { noMatch } from "./candidates.ts"
import { chosen, type FoundOrg, find, isOrgId, orgKind as kind, type Page } from "./orgPages.ts"
import { alike, beginningWith, named, namedInAnyCase } from "./orgQueries.ts"

// Losant's own limits, in characters and items. A longer text would make a URL that no server takes.
const longestName = 255
const perPage = 100
// Of those that may be alike more are asked for, since only we know how alike.
const perPageOfAlike = 1_000

const distinct = (items: ReadonlyArray<Org>): ReadonlyArray<Org> =>
  Array.from(new Map(items.map((item) => [item.id, item])).values())

/** Refuses with the names of the page that are like the text; `common` is what those of the query have in common with it. */
const notFound = (given: string, { items, total, isWhole }: Page, common: string): Effect.Effect<never, Refusal> => {
  const lookedAt = { common, count: items.length, total: isWhole ? items.length : total }
  const near = similarItems(given.trim(), items, kind.textOf)
  return Effect.fail(noMatch(kind, given, near, lookedAt))
}

/**
 * Decides where more names begin with the text than a page holds: those that are the text itself may be on any page, and
 * are asked for apart. A page of those in any case could again be cut; where it cannot change the outcome, only those
 * that are exactly the text are asked for.
 */
const amongMany = Effect.fnUntraced(function* (
  reach: LosantGateway,
  instanceId: InstanceId,
  given: string,
  begins: Page
): Effect.fn.Return<FoundOrg, LosantError | Refusal> {
  const known = findMatches(given, begins.items, kind.textOf)
  const exactDecides = known?.level === "exact" || (known?.level === "anyCase" && known.items.length > 1)
  const query = exactDecides ? named(given) : namedInAnyCase(given)
  const same = yield* find(reach, instanceId, query, perPage)
  const matches = findMatches(given, distinct([...same.items, ...begins.items]), kind.textOf)
  if (matches === undefined) return yield* notFound(given, begins, "begin with it")
  const { level, items } = matches
  if (level === "prefix") return yield* chosen(given, items, begins.total, false)
  const isWhole = same.isWhole && (level === "exact" || !exactDecides)
  return yield* chosen(given, items, isWhole ? items.length : "unknown", isWhole)
})

/**
 * The organization that an id or a name stands for: an id as it is, without a request; else the one whose name is the
 * text, or is the text in another case, or begins with it, with at most two requests. Refused with `severalMatches` or
 * `noMatch`, which list ids.
 */
export const resolveOrg = Effect.fnUntraced(function* (
  reach: LosantGateway,
  instanceId: InstanceId,
  given: string
): Effect.fn.Return<FoundOrg, LosantError | Refusal> {
  const trimmed = given.trim()
  if (isOrgId(trimmed)) return { orgId: trimmed }
  const canBeName = given !== "" && Array.from(given).length <= longestName
  if (!canBeName) return yield* Effect.fail(noMatch(kind, given, []))
  const begins = yield* find(reach, instanceId, beginningWith(given), perPage)
  if (!begins.isWhole) return yield* amongMany(reach, instanceId, given, begins)
  const matches = findMatches(given, begins.items, kind.textOf)
  if (matches !== undefined) return yield* chosen(given, matches.items, matches.items.length, true)
  const candidates = yield* find(reach, instanceId, alike(given), perPageOfAlike)
  return yield* notFound(given, candidates, "have words or parts of words in common with it")
})
