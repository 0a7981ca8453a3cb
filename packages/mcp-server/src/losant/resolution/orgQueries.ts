/** Advanced queries that find organizations by their names. None of their operators gives a character a meaning. */
import type { OrgQuery } from "@effect-losant/core/schemas/OrgQuery"
import { trimmedForms } from "../../text/nameMatching.ts"

/** Whose name is exactly this, or this without the blanks around it. */
export const named = (name: string): OrgQuery => anyOf(trimmedForms(name).map((form) => ({ name: form })))

/** The same in whatever case. Exactly this is asked for apart: that needs no rule of what cases there are. */
export const namedInAnyCase = (name: string): OrgQuery => ({
  $or: trimmedForms(name).flatMap(
    (form): ReadonlyArray<OrgQuery> => [{ name: form }, { name: { $eq: form, $ci: true } }]
  )
})

/** Whose name begins with this in whatever case, or is exactly this, or is this without the blanks around it. */
export const beginningWith = (text: string): OrgQuery => {
  const [, ...trimmed] = trimmedForms(text)
  return {
    $or: [{ name: text }, { name: { $startsWith: text, $ci: true } }, ...trimmed.map(namedInAnyCase)]
  }
}

/** Whose name holds this, in whatever case. */
export const containing = (text: string): OrgQuery => ({ name: { $contains: text, $ci: true } })

const anyOf = (queries: ReadonlyArray<OrgQuery>): OrgQuery => {
  const [only, ...others] = queries
  return only !== undefined && others.length === 0 ? only : { $or: queries }
}

const allOf = (queries: ReadonlyArray<OrgQuery>): OrgQuery => {
  const [only, ...others] = queries
  return only !== undefined && others.length === 0 ? only : { $and: queries }
}

const pieceLength = 3
const shortPieceLength = 2
// All the words together must not make a query that is longer than a URL may be.
const mostWords = 4
const mostPieces = 3
const mostPiecesOfOnly = 50

/**
 * Pieces of which one at least stays the same where a character is mistyped, missing or too many: the first, the last,
 * and those between. Short words have none, and tell the less the shorter a piece is.
 */
const piecesOf = (word: string, most: number): ReadonlyArray<string> => {
  const characters = Array.from(word)
  if (characters.length <= pieceLength) return [word]
  const isShort = characters.length < 2 * pieceLength
  const [length, count] = isShort ? [shortPieceLength, 2] : [pieceLength, most]
  const pieces: Array<string> = []
  for (let from = 0; from + length < characters.length && pieces.length < count - 1; from += length) {
    pieces.push(characters.slice(from, from + length).join(""))
  }
  return [...new Set([...pieces, characters.slice(-length).join("")])]
}

const isNumber = (word: string): boolean => /^\p{N}/u.test(word)

/** The words and numbers of a name; of many those that tell most: the numbers, and then the longest. */
const wordsOf = (name: string): ReadonlyArray<string> => {
  const words = new Set(name.toLowerCase().match(/\p{N}+|[^\s\p{P}\p{S}\p{N}]+/gu))
  return [...words]
    .sort((one, other) => Number(isNumber(other)) - Number(isNumber(one)) || other.length - one.length)
    .slice(0, mostWords)
}

const withoutNumbers: OrgQuery = { $nor: Array.from("0123456789", containing) }

/**
 * Whose name has a part of each of the words, or of all of them but one: among them are those that differ by a few
 * characters or by a word. A number is never left out for another: where many names differ by their numbers alone these
 * would be all of them, and another number is another organization. Two words that stand in another order are alike.
 */
export const alike = (name: string): OrgQuery => {
  const words = wordsOf(name)
  const [only, ...others] = words
  if (only === undefined) return containing(name)
  if (others.length === 0) return anyOf(piecesOf(only, mostPiecesOfOnly).map(containing))
  const parts = words.map((word) => ({ word, query: anyOf(piecesOf(word, mostPieces).map(containing)) }))
  const butFor = parts.map((left) => {
    const rest = parts.filter((part) => part !== left)
    const isNumbered = isNumber(left.word) && !rest.some(({ word }) => isNumber(word))
    return allOf([...(isNumbered ? [withoutNumbers] : []), ...rest.map(({ query }) => query)])
  })
  return { $or: [allOf(parts.map(({ query }) => query)), ...butFor] }
}
