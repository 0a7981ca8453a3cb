/**
 * How much of what is found, and of names, goes into one answer. It is measured as it is shown, in the tokens by which
 * answers are cut: what a job counts as told must not be cut afterwards.
 */

import { costOf } from "../../answers/responseBudget/shrink.ts"
import { sanitize } from "../../answers/sanitize.ts"
import type { Values } from "../../model/Values.ts"

/** The most that the items of an answer cost; all that is said beside them costs less than what is left to 8,000. */
export const maxItemTokens = 5_500
const maxNameLength = 80

/** About as many tokens as something costs once it is safe to show. */
export const answerCost = (value: Values): number => costOf(sanitize(value)) + 1

/** About as many tokens as a list of items costs. */
export const answerCosts = (items: ReadonlyArray<Values>): number =>
  items.reduce((sum, item) => sum + answerCost(item), 0)

/** A name, cut where it is longer, or costs more, than it has to for being recognized. */
export const shortenName = (name: string, maxTokens: number = maxItemTokens): string => {
  const characters = [...name.slice(0, 2 * maxNameLength + 2)]
  const cut = (length: number) => `${characters.slice(0, length - 1).join("")}…`
  const fits = (text: string) => answerCost({ text }) <= maxTokens
  if (characters.length <= maxNameLength && fits(name)) return name
  let length = Math.min(maxNameLength, characters.length)
  while (length > 1 && !fits(cut(length))) length--
  return cut(length)
}

/** The first of the items, as many as an answer holds, and at least one. */
export const takeFitting = <A extends Values>(
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
