/** Losant's own message in an error. */
import type { LosantUnauthorized } from "@effect-losant/core/LosantError"
import { escapeAndCut } from "../text/escapes.ts"

type ErrorAnswer = Pick<LosantUnauthorized, "status" | "type" | "losantMessage">

// In characters. A message is rarely longer.
const maxMessageLength = 500

const refusalStatuses = new Set([401, 403])

/**
 * True if the refusal is surely not Losant's own, because it lacks Losant's message. A firewall or the login page of a
 * network may have sent it.
 */
export const isFromIntermediary = ({ status, type, losantMessage }: ErrorAnswer): boolean =>
  refusalStatuses.has(status) && type === undefined && losantMessage === undefined

/** Quotes Losant's message as such, because it is no instruction of this server. */
export const quoteLosant = (error: ErrorAnswer): string => {
  if (isFromIntermediary(error)) {
    return "The answer is not in Losant's words: a proxy or a firewall on the way may have sent it instead."
  }
  if (error.losantMessage === undefined) return ""
  const { text, isCut } = escapeAndCut(error.losantMessage, maxMessageLength)
  return `Losant's own words${isCut ? `, cut after ${maxMessageLength} characters` : ""}: ${JSON.stringify(text)}.`
}
