/**
 * How much of what is found, and of names, goes into one answer. It is measured as it is shown, in the tokens by which
 * answers are cut: what a job counts as told must not be cut afterwards.
 */

import { costOf } from "../../answers/responseBudget/shrink.ts"
import { sanitize } from "../../answers/sanitize.ts"
import type { Values } from "../../model/Values.ts"

/** The most that the items of an answer cost; all that is said beside them costs less than what is left to 8,000. */
export const mostOfItems = 5_500
const longestName = 80

/** About as many tokens as something costs once it is safe to show. */
export const shownCost = (value: Values): number => costOf(sanitize(value)) + 1

/** About as many tokens as a list of items costs. */
export const shownCosts = (items: ReadonlyArray<Values>): number =>
  items.reduce((sum, item) => sum + shownCost(item), 0)

/** A name, cut where it is longer, or costs more, than it has to for being recognized. */
export const shortName = (name: string, most: number = mostOfItems): string => {
  const characters = [...name.slice(0, 2 * longestName + 2)]
  const cut = (length: number) => `${characters.slice(0, length - 1).join("")}…`
  const fits = (text: string) => shownCost({ text }) <= most
  if (characters.length <= longestName && fits(name)) return name
  let length = Math.min(longestName, characters.length)
  while (length > 1 && !fits(cut(length))) length--
  return cut(length)
}

/** The first of the items, as many as an answer holds, and at least one. */
export const fitting = <A extends Values>(items: ReadonlyArray<A>, most: number = mostOfItems): ReadonlyArray<A> => {
  let left = most
  const end = items.findIndex((item, index) => {
    left -= shownCost(item)
    return left < 0 && index > 0
  })
  return end === -1 ? items : items.slice(0, end)
}
