// The proof that a DELETE was applied, although its answer was lost.
import type { LosantError } from "../../LosantError.ts"

/** Losant's words for things whose parameter is called otherwise, such as `orgId` for an organization. */
const words: Readonly<Record<string, string>> = { org: "org(anization)?", user: "user|member", invite: "invit\\w+" }

/**
 * True for Losant's own 404 about the thing itself, such as "Organization was not found". If Losant does not find what
 * the thing belongs to, such as the instance, the thing may be there all the same.
 */
export const provesDeletion = (error: LosantError): boolean => {
  if (error._tag !== "LosantNotFound" || error.type !== "NotFound") return false
  // The last id of the path is that of the thing. `apiTokenId` and `tokenId` both stand for a token.
  const thing = /([a-z]+)Id$/i.exec(Object.keys(error.ids).at(-1) ?? "")?.[1]
  if (thing === undefined) return false
  const kind = thing.replace(/.*(?=[A-Z])/, "").toLowerCase()
  return new RegExp(`\\b(${words[kind] ?? kind}) (was )?not found`, "i").test(error.losantMessage ?? "")
}
