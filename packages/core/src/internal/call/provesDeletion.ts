// The proof that a DELETE was applied, although its answer was lost.
import type { LosantError } from "../../LosantError.ts"

/** Words for a thing by which Losant names it, where they are not those of the parameter that holds its id. */
const synonyms: Readonly<Record<string, string>> = {
  org: "org(?:anization)?",
  user: "user|member",
  invite: "invit\\w+"
}

/** The words for the thing that a parameter such as `orgId` or `apiTokenId` identifies. */
const wordsFor = (parameter: string): string => {
  const words = parameter.replace(/Id$/, "").split(/(?=[A-Z])/)
  const kind = (words.at(-1) ?? "").toLowerCase()
  return synonyms[kind] ?? kind
}

/**
 * True for Losant's own 404 about the thing itself. If Losant does not find what the thing belongs to, such as the
 * instance, the thing may be there all the same.
 */
export const provesDeletion = (error: LosantError): boolean => {
  if (error._tag !== "LosantNotFound" || error.type !== "NotFound" || error.losantMessage === undefined) return false
  const [last, ...outer] = Object.keys(error.ids).reverse()
  if (last === undefined) return false
  // Losant writes "Organization was not found". The name of an outer thing may only stand before it.
  const message = error.losantMessage
  const about = (parameter: string) => new RegExp(`\\b(?:${wordsFor(parameter)})\\s+(?:was\\s+)?not\\s+found\\b`, "i")
  return about(last).test(message) && !outer.some((parameter) => about(parameter).test(message))
}
