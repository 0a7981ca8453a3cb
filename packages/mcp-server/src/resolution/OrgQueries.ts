/** Advanced queries that find organizations by their names. None of their operators gives a character a meaning. */
import type { OrgQuery } from "@effect-losant/core/schemas/OrgQuery"

/** Whose name is exactly this. */
export const named = (name: string): OrgQuery => ({ name })

/** Whose name is this in whatever case. Exactly this is asked for apart: that needs no rule of what cases there are. */
export const namedInAnyCase = (name: string): OrgQuery => ({ $or: [named(name), { name: { $eq: name, $ci: true } }] })

/** Whose name begins with this in whatever case, or is exactly this. */
export const beginningWith = (text: string): OrgQuery => ({
  $or: [named(text), { name: { $startsWith: text, $ci: true } }]
})

/** Whose name holds this, in whatever case. */
export const containing = (text: string): OrgQuery => ({ name: { $contains: text, $ci: true } })

const pieceLength = 3
const mostPieces = 50

/** Three characters each, and the last three, which stay the same where one in the middle is too many or missing. */
const piecesOf = (word: string): ReadonlyArray<string> => {
  const characters = Array.from(word)
  const pieces: Array<string> = []
  for (let from = 0; from + pieceLength < characters.length; from += pieceLength) {
    pieces.push(characters.slice(from, from + pieceLength).join(""))
  }
  return [...pieces, characters.slice(-pieceLength).join("")]
}

/** Whose name has a piece in common with this: among them are those that differ by a few characters. */
export const alike = (name: string): OrgQuery => {
  const pieces = name
    .toLowerCase()
    .split(/[\s\p{P}\p{S}]+/u)
    .filter((word) => word !== "")
    .flatMap(piecesOf)
  const different = Array.from(new Set(pieces.length === 0 ? [name] : pieces)).slice(0, mostPieces)
  return { $or: different.map(containing) }
}
