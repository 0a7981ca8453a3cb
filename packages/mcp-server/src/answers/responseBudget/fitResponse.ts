/**
 * Limits an answer to about 8,000 tokens: a model still reads so much with care, and no client shortens it. A longer
 * answer is cut at the boundary of an item. It says what was left out, and how to get it.
 */
import * as Predicate from "effect/Predicate"
import type { FitOptions } from "../../model/tool/Tool.ts"
import { cutEscaped } from "../../text/escapes.ts"
import { isJsonObject, type Json, type JsonObject } from "../../text/json.ts"
import { formatField } from "../fieldSelection.ts"
import { cutPage } from "../pages.ts"
import { costOf, type LeftOut, shrink } from "./shrink.ts"
import { filterPaths, listPaths } from "./truncationNote.ts"

/** The limit of an answer, in estimated tokens. */
export const maxTokens = 8_000

// Reserved for the note on the parts that were left out.
const tokensOfNote = 400
// No character in JSON costs more.
const maxTokensOfCharacter = 3

type Cutting = Omit<FitOptions, "maxTextLength">

/** Skips the parts of fields that the assistant has read before. */
const skipStart = (content: JsonObject, from: Readonly<Record<string, number>>): JsonObject => {
  const starts = Object.entries(from).filter(([name, start]) => start > 0 && Object.hasOwn(content, name))
  if (starts.length === 0) return content
  const rest = starts.map(([name, start]): readonly [string, Json | undefined] => {
    const value = content[name]
    if (Array.isArray(value)) return [name, value.slice(start)]
    return [name, typeof value === "string" ? value.slice(cutEscaped(value, start).length) : value]
  })
  return { ...content, ...Object.fromEntries(rest) }
}

const describePart = ({ path, kept, keptFields, of }: LeftOut, from: number): string => {
  const name = path.length === 0 ? "the answer" : path.join(".")
  if (keptFields !== undefined) return `${name} but for ${keptFields} of its ${of} fields`
  return kept === undefined || of === undefined ? name : `${name} from ${from + kept} of ${from + of} on`
}

// More parts would make the note too long.
const maxParts = 8

const describe = (parts: ReadonlyArray<LeftOut>, { from = {}, hasParts, otherwise }: Cutting): string => {
  const startOf = ({ path }: LeftOut): number => (path.length === 1 ? (from[path[0] ?? ""] ?? 0) : 0)
  const descriptions = parts.slice(0, maxParts).map((part) => describePart(part, startOf(part)))
  const more = parts.length > maxParts ? [`${parts.length - maxParts} more`] : []
  const rests = parts.flatMap((part) => {
    const [field] = part.path
    if (hasParts !== true || field === undefined) return []
    // Only a text or a list of the answer itself can be read from a position on.
    const hasPosition = part.path.length === 1 && part.keptFields === undefined
    return hasPosition ? [formatField(field, startOf(part) + (part.kept ?? 0))] : [field]
  })
  const fields = [...new Set(rests)].slice(0, maxParts)
  const how = fields.length > 0 ? `Ask for it with fields ${JSON.stringify(fields)}, one at a time.` : (otherwise ?? "")
  return `${[...descriptions, ...more].join("; ")}. ${how}`.trim()
}

const joinSentences = (...sentences: ReadonlyArray<unknown>): string =>
  sentences.filter((sentence) => typeof sentence === "string" && sentence !== "").join(" ")

const shrinkContent = (content: JsonObject, tokenLimit: number, how: Cutting): JsonObject => {
  const parts: Array<LeftOut> = []
  const { leftOut, ...rest } = content
  const smaller = shrink(rest, tokenLimit, [], (part) => parts.push(part))
  return { ...(isJsonObject(smaller) ? smaller : {}), leftOut: joinSentences(leftOut, describe(parts, how)) }
}

interface Page {
  readonly items: ReadonlyArray<Json>
  readonly page: number
  readonly perPage: number
}

const getPage = ({ items, page, perPage }: JsonObject): Page | undefined =>
  Array.isArray(items) && items.length > 0 && Predicate.isNumber(page) && Predicate.isNumber(perPage)
    ? { items, page, perPage }
    : undefined

const shortenPage = (
  content: JsonObject,
  { items, page, perPage }: Page,
  tokenLimit: number,
  how: Cutting
): JsonObject => {
  let tokensLeft = tokenLimit - costOf({ ...content, items: [] })
  const fittingCount = items.findIndex((item) => {
    tokensLeft -= costOf(item) + 1
    return tokensLeft < 0
  })
  // If all items fit, the other fields are too long. If not even the first item fits, a part of it is shown.
  if (fittingCount < 0) return shrinkContent(content, tokenLimit, how)
  const { keptCount, next } = cutPage(page, perPage, Math.max(1, fittingCount))
  const withItems = { ...content, items: items.slice(0, keptCount), count: keptCount }
  const isLast = keptCount === items.length
  const shortPage: JsonObject = isLast ? withItems : { ...withItems, nextPage: { ...next } }
  const rest = isLast
    ? ""
    : `${items.length - keptCount} of the ${items.length} items of this page: go on with nextPage.`
  const smaller: JsonObject = fittingCount === 0 ? shrinkContent(shortPage, tokenLimit, how) : shortPage
  return { ...smaller, leftOut: joinSentences(smaller["leftOut"], rest) }
}

const cutContent = (content: JsonObject, how: Cutting, tokenLimit: number): JsonObject => {
  const unread = skipStart(content, how.from ?? {})
  const text = JSON.stringify(unread)
  if (text.length * maxTokensOfCharacter <= tokenLimit || costOf(unread) <= tokenLimit) return unread
  const page = getPage(unread)
  return page === undefined
    ? shrinkContent(unread, tokenLimit - tokensOfNote, how)
    : shortenPage(unread, page, tokenLimit - tokensOfNote, how)
}

/** Fits the content of an answer, whose texts are escaped, into about `tokenLimit` tokens. */
export const fitResponse = (content: JsonObject, how: Cutting = {}, tokenLimit: number = maxTokens): JsonObject => {
  const { truncated, ...rest } = content
  if (!Array.isArray(truncated)) return cutContent(content, how, tokenLimit)
  const paths = truncated.map(String)
  const fitting = cutContent(rest, how, tokenLimit - costOf(listPaths(paths)))
  // The list names only cut texts that are still in the answer.
  const shownPaths = filterPaths(paths, fitting)
  return shownPaths.length === 0 ? fitting : { truncated: listPaths(shownPaths), ...fitting }
}
