/** What Losant itself said in an answer that is an error. */
import type { LosantUnauthorized } from "@effect-losant/core/LosantError"
import { escapeAndCut } from "../text/escapes.ts"

type Answered = Pick<LosantUnauthorized, "status" | "type" | "losantMessage">

// Enough to say what is wrong, in characters.
const longestWords = 500

const refusals = new Set([401, 403])

/**
 * Whether a refusal is surely not Losant's own: Losant says why. A firewall, or the page on which a network wants one to
 * log in, does not in this way.
 */
export const isFromIntermediary = ({ status, type, losantMessage }: Answered): boolean =>
  refusals.has(status) && type === undefined && losantMessage === undefined

/** What the API wrote is quoted as its own: it is no instruction of this server. */
export const quoteLosant = (error: Answered): string => {
  if (isFromIntermediary(error)) {
    return "The answer is not in Losant's words: a proxy or a firewall on the way may have sent it instead."
  }
  if (error.losantMessage === undefined) return ""
  const { text, isCut } = escapeAndCut(error.losantMessage, longestWords)
  return `Losant's own words${isCut ? `, cut after ${longestWords} characters` : ""}: ${JSON.stringify(text)}.`
}
