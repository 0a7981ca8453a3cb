/** Advanced queries that find organizations by name. Their operators treat no character specially. */
import type { OrgQuery } from "@effect-losant/core/schemas/OrgQuery"
import { trimmedForms } from "../../text/nameMatching.ts"

/** Finds names that equal the text, or the trimmed text. */
export const exactNameQuery = (name: string): OrgQuery => anyOf(trimmedForms(name).map((form) => ({ name: form })))

/** The same in any case. The exact name is a separate condition, which does not depend on Losant's rules for case. */
export const anyCaseNameQuery = (name: string): OrgQuery => ({
  $or: trimmedForms(name).flatMap(
    (form): ReadonlyArray<OrgQuery> => [{ name: form }, { name: { $eq: form, $ci: true } }]
  )
})

/** Finds names that begin with the text in any case, or equal the text or the trimmed text. */
export const prefixQuery = (text: string): OrgQuery => {
  const [, ...trimmed] = trimmedForms(text)
  return {
    $or: [{ name: text }, { name: { $startsWith: text, $ci: true } }, ...trimmed.map(anyCaseNameQuery)]
  }
}

/** Finds names that contain the text in any case. */
export const substringQuery = (text: string): OrgQuery => ({ name: { $contains: text, $ci: true } })

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
// More words would make the query too long for a URL.
const maxWords = 4
const maxPiecesPerWord = 3
const maxPiecesOfOnlyWord = 50

/**
 * Cuts a word into pieces, so that one typo leaves at least one piece intact: the first, the last, and some between. A
 * short word stays whole, because short pieces match too many names.
 */
const cutIntoPieces = (word: string, maxPieces: number): ReadonlyArray<string> => {
  const characters = Array.from(word)
  if (characters.length <= pieceLength) return [word]
  const isShort = characters.length < 2 * pieceLength
  const [length, count] = isShort ? [shortPieceLength, 2] : [pieceLength, maxPieces]
  const pieces: Array<string> = []
  for (let from = 0; from + length < characters.length && pieces.length < count - 1; from += length) {
    pieces.push(characters.slice(from, from + length).join(""))
  }
  return [...new Set([...pieces, characters.slice(-length).join("")])]
}

const isNumber = (word: string): boolean => /^\p{N}/u.test(word)

/** The most distinctive words of a name: first the numbers, then the longest words. */
const distinctiveWords = (name: string): ReadonlyArray<string> => {
  const words = new Set(name.toLowerCase().match(/\p{N}+|[^\s\p{P}\p{S}\p{N}]+/gu))
  return [...words]
    .sort((one, other) => Number(isNumber(other)) - Number(isNumber(one)) || other.length - one.length)
    .slice(0, maxWords)
}

const noNumbers: OrgQuery = { $nor: Array.from("0123456789", substringQuery) }

/**
 * Finds names that share a piece of each word, or of each word but one, in any order. They include names that differ by
 * a few characters or by a word. If the only number is the word left out, names with other numbers are excluded: many
 * names may differ by their numbers alone, and another number means another organization.
 */
export const similarNameQuery = (name: string): OrgQuery => {
  const words = distinctiveWords(name)
  const [only, ...others] = words
  if (only === undefined) return substringQuery(name)
  if (others.length === 0) return anyOf(cutIntoPieces(only, maxPiecesOfOnlyWord).map(substringQuery))
  const parts = words.map((word) => ({ word, query: anyOf(cutIntoPieces(word, maxPiecesPerWord).map(substringQuery)) }))
  const withoutOneWord = parts.map((omitted) => {
    const rest = parts.filter((part) => part !== omitted)
    const isNumbered = isNumber(omitted.word) && !rest.some(({ word }) => isNumber(word))
    return allOf([...(isNumbered ? [noNumbers] : []), ...rest.map(({ query }) => query)])
  })
  return { $or: [allOf(parts.map(({ query }) => query)), ...withoutOneWord] }
}
