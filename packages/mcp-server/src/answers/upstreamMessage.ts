/** Losant's own message in an error. */
import type { LosantUnauthorized } from "@effect-losant/core/LosantError"
import { escapeAndCut } from "../text/escapes.ts"

type ErrorAnswer = Pick<LosantUnauthorized, "status" | "type" | "losantMessage" | "intermediary">

// In characters. A message is rarely longer.
const maxMessageLength = 500

const refusalStatuses = new Set([401, 403])

/**
 * True if the answer is surely not Losant's own, because it is a web page, or a refusal without Losant's message. A
 * firewall or the login page of a network may have sent it.
 */
export const isFromIntermediary = ({ status, type, losantMessage, intermediary }: ErrorAnswer): boolean =>
  intermediary !== undefined || (refusalStatuses.has(status) && type === undefined && losantMessage === undefined)

/** Quotes Losant's message as such, because it is not an instruction of this server. */
export const quoteLosant = (error: ErrorAnswer): string => {
  if (isFromIntermediary(error)) {
    const what = error.intermediary === undefined ? "not in Losant's words" : escapeAndCut(error.intermediary, 200).text
    return `The answer is ${what}: a proxy, a firewall or the login page of a network has sent it in Losant's place.`
  }
  if (error.losantMessage === undefined) return ""
  const { text, isCut } = escapeAndCut(error.losantMessage, maxMessageLength)
  return `Losant's own words${isCut ? `, cut after ${maxMessageLength} characters` : ""}: ${JSON.stringify(text)}.`
}
