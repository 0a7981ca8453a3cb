/**
 * Keeps an answer to what a model reads with attention, and clients do not cut: about 8,000 tokens. What is longer is cut
 * at the boundary of an item, and says what was left out and how to get it.
 */
import * as Predicate from "effect/Predicate"
import type { Fitting } from "../../model/tool/Tool.ts"
import type { Values } from "../../model/Values.ts"
import { cutEscaped } from "../../text/escapes.ts"
import { restOf } from "../fieldSelection.ts"
import { cutPage } from "../pages.ts"
import { costOf, type LeftOut, shrink } from "./shrink.ts"
import { listedPaths, pathsIn } from "./truncationNote.ts"

/** About as many tokens as an answer has at most. */
export const mostTokens = 8_000

// For what is said of what was left out.
const tokensOfWords = 400
// No character of JSON costs more.
const mostTokensOfCharacter = 3

type Cutting = Omit<Fitting, "longestText">

/** The answer from where on its fields are wanted. */
const startingAt = (content: Values, from: Readonly<Record<string, number>>): Values => {
  const starts = Object.entries(from).filter(([name, start]) => start > 0 && Object.hasOwn(content, name))
  if (starts.length === 0) return content
  const rest = starts.map(([name, start]): readonly [string, unknown] => {
    const value = content[name]
    if (Array.isArray(value)) return [name, value.slice(start)]
    return [name, typeof value === "string" ? value.slice(cutEscaped(value, start).length) : value]
  })
  return { ...content, ...Object.fromEntries(rest) }
}

const partOf = ({ path, kept, of }: LeftOut, from: number): string => {
  const name = path.length === 0 ? "the answer" : path.join(".")
  return kept === undefined || of === undefined ? name : `${name} from ${from + kept} of ${from + of} on`
}

// More would be a list of its own.
const mostParts = 8

const described = (parts: ReadonlyArray<LeftOut>, { from = {}, hasParts, otherwise }: Cutting): string => {
  const startOf = ({ path }: LeftOut): number => (path.length === 1 ? (from[path[0] ?? ""] ?? 0) : 0)
  const named = parts.slice(0, mostParts).map((part) => partOf(part, startOf(part)))
  const more = parts.length > mostParts ? [`${parts.length - mostParts} more`] : []
  const rests = parts.flatMap((part) => {
    const [field] = part.path
    if (hasParts !== true || field === undefined) return []
    return part.path.length > 1 ? [field] : [restOf(field, startOf(part) + (part.kept ?? 0))]
  })
  const fields = [...new Set(rests)].slice(0, mostParts)
  const how = fields.length > 0 ? `Ask for it with fields ${JSON.stringify(fields)}, one at a time.` : (otherwise ?? "")
  return `${[...named, ...more].join("; ")}. ${how}`.trim()
}

const joined = (...sentences: ReadonlyArray<unknown>): string =>
  sentences.filter((sentence) => typeof sentence === "string" && sentence !== "").join(" ")

const shrunk = (content: Values, most: number, how: Cutting): Values => {
  const parts: Array<LeftOut> = []
  const { leftOut, ...rest } = content
  const smaller = shrink(rest, most, [], (part) => parts.push(part))
  return { ...(Predicate.isObject(smaller) ? smaller : {}), leftOut: joined(leftOut, described(parts, how)) }
}

interface Page {
  readonly items: ReadonlyArray<unknown>
  readonly page: number
  readonly perPage: number
}

const pageIn = ({ items, page, perPage }: Values): Page | undefined =>
  Array.isArray(items) && items.length > 0 && Predicate.isNumber(page) && Predicate.isNumber(perPage)
    ? { items, page, perPage }
    : undefined

const shorterPage = (content: Values, { items, page, perPage }: Page, most: number, how: Cutting): Values => {
  let left = most - costOf({ ...content, items: [] })
  const fitting = items.findIndex((item) => {
    left -= costOf(item) + 1
    return left < 0
  })
  // Nothing but the items may be too long, or even the first of them: then that is shown as far as it fits.
  if (fitting < 0) return shrunk(content, most, how)
  const { kept, next } = cutPage(page, perPage, Math.max(1, fitting))
  const shown = { ...content, items: items.slice(0, kept), count: kept }
  const isLast = kept === items.length
  const cut: Values = isLast ? shown : { ...shown, nextPage: next }
  const rest = isLast ? "" : `${items.length - kept} of the ${items.length} items of this page: go on with nextPage.`
  const smaller: Values = fitting === 0 ? shrunk(cut, most, how) : cut
  return { ...smaller, leftOut: joined(smaller["leftOut"], rest) }
}

const cut = (content: Values, how: Cutting, most: number): Values => {
  const asked = startingAt(content, how.from ?? {})
  const text = JSON.stringify(asked)
  if (text.length * mostTokensOfCharacter <= most || costOf(asked) <= most) return asked
  const page = pageIn(asked)
  return page === undefined
    ? shrunk(asked, most - tokensOfWords, how)
    : shorterPage(asked, page, most - tokensOfWords, how)
}

/** The content of an answer, whose texts are escaped, within about `most` tokens. */
export const fit = (content: Values, how: Cutting = {}, most: number = mostTokens): Values => {
  const { truncated, ...rest } = content
  if (!Array.isArray(truncated)) return cut(content, how, most)
  const paths = truncated.map(String)
  const fitting = cut(rest, how, most - costOf(listedPaths(paths)))
  // Of what the answer has no room for nobody has to know that it would be cut.
  const left = pathsIn(paths, fitting)
  return left.length === 0 ? fitting : { truncated: listedPaths(left), ...fitting }
}
