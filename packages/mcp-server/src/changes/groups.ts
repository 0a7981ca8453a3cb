/** Shows groups in an answer, as much of them as there is room for. */

import type { JsonObject } from "../text/json.ts"
import { answerCost, shortenName } from "../tools/bulk/fitResults.ts"
import type { Group } from "./describeWrite.ts"

/** A group in an answer. `more` is the number of its items that are not listed. */
export interface ShownGroup extends JsonObject {
  readonly what: string
  readonly count: number
  readonly of: ReadonlyArray<string>
  readonly more?: number
}

/** In tokens. A group is named however many there are, up to the most groups. */
const maxGroups = 60
const maxWhatLength = 600

const cut = (text: string): string => (text.length <= maxWhatLength ? text : `${text.slice(0, maxWhatLength)}…`)

/** The groups with their items, of which as many are listed as fit into so many tokens. */
export const showGroups = (groups: ReadonlyArray<Group>, maxTokens: number): ReadonlyArray<ShownGroup> => {
  let left = maxTokens
  const shown = groups.slice(0, maxGroups).map(({ what, of }): ShownGroup => {
    const listed: Array<string> = []
    for (const item of of) {
      const text = shortenName(item)
      const cost = answerCost({ text })
      if (left < cost) break
      left -= cost
      listed.push(text)
    }
    const more = of.length - listed.length
    return { what: cut(what), count: of.length, of: listed, ...(more === 0 ? {} : { more }) }
  })
  const rest = groups.slice(maxGroups)
  if (rest.length === 0) return shown
  const count = rest.reduce((sum, { of }) => sum + of.length, 0)
  return [...shown, { what: `${rest.length} other kinds`, count, of: [], more: count }]
}

/** True if every item is listed. */
export const isWhole = (groups: ReadonlyArray<ShownGroup>): boolean => groups.every(({ more }) => more === undefined)
