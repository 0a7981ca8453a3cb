/**
 * Limits the results and names in one answer. It measures the tokens of the final, safe texts, as the later cut of
 * answers does: the cut must not remove a result that the job counts as listed.
 */

import { costOf } from "../../answers/responseBudget/shrink.ts"
import { sanitize } from "../../answers/sanitize.ts"
import type { JsonObject } from "../../text/json.ts"

/** The tokens for the items of an answer. All other fields cost less than the rest of the 8,000. */
export const maxItemTokens = 5_500
const maxNameLength = 80

/** Estimates the tokens of an item after `bounded` has made it safe. */
export const answerCost = (value: JsonObject): number => costOf(sanitize(value)) + 1

/** Estimates the tokens of a list of items. */
export const answerCosts = (items: ReadonlyArray<JsonObject>): number =>
  items.reduce((sum, item) => sum + answerCost(item), 0)

/** Cuts a name that is longer, or costs more tokens, than a reader needs to recognize it. */
export const shortenName = (name: string, maxTokens: number = maxItemTokens): string => {
  const characters = [...name.slice(0, 2 * maxNameLength + 2)]
  const cut = (length: number) => `${characters.slice(0, length - 1).join("")}…`
  const fits = (text: string) => answerCost({ text }) <= maxTokens
  if (characters.length <= maxNameLength && fits(name)) return name
  let length = Math.min(maxNameLength, characters.length)
  while (length > 1 && !fits(cut(length))) length--
  return cut(length)
}

/** The first items, as many as an answer has room for, and at least one. */
export const takeFitting = <A extends JsonObject>(
  items: ReadonlyArray<A>,
  maxTokens: number = maxItemTokens
): ReadonlyArray<A> => {
  let left = maxTokens
  const end = items.findIndex((item, index) => {
    left -= answerCost(item)
    return left < 0 && index > 0
  })
  return end === -1 ? items : items.slice(0, end)
}
