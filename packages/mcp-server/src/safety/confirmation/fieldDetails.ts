/** What a call would change, a line for each field: none of them hides another, however long it is. */

import { costOf } from "../../answers/responseBudget/shrink.ts"
import type { DestructiveChange } from "../../model/DestructiveChange.ts"
import type { Change } from "../../model/FieldChanges.ts"
import { cutEscaped, visible } from "../../text/escapes.ts"

/** In characters of one value, of which the first are tried first. */
const longestValues = [100, 40, 16, 8] as const

// About as many tokens as all lines may cost, so that a plan fits an answer with all else that it says.
const mostTokens = 6_000

/** On one line, with what nobody sees written out, so that no text of somebody else looks like a line of ours. */
export const oneLine = (text: string): string => visible(text).replace(/\s+/g, " ")

const plainName = /^[\w.$@+-]+$/

const named = (name: string): string => (plainName.test(name) ? name : JSON.stringify(name))

const cut = (text: string, longest: number): string => (text.length <= longest ? text : `${cutEscaped(text, longest)}…`)

/** A value, its texts in quotation marks, with how long it is where it is cut. */
const shown = (value: unknown, longest: number): string => {
  if (value === undefined) return "none"
  if (typeof value === "string") {
    const { length } = value
    return `${JSON.stringify(cut(value, longest))}${length > longest ? ` (cut, ${length} characters)` : ""}`
  }
  if (Array.isArray(value) && JSON.stringify(value).length > longest) {
    return `${cut(JSON.stringify(value), longest)} (cut, ${value.length} items)`
  }
  return cut(JSON.stringify(value), longest)
}

export interface Details {
  /** The fields that change: before → after. */
  readonly changes: ReadonlyArray<string>
  /** The other arguments, but for those that say where, which are named anyway. */
  readonly others: ReadonlyArray<string>
}

const rootOf = (path: string): string => path.split(".", 1)[0] ?? path

const linesOf = (
  { arguments: given, changes = {} }: DestructiveChange,
  showsName: boolean,
  longest: number
): Details => {
  const changed = (path: string, { before, after }: Change): string => {
    // The organization's name has to come from the person.
    const from = path === "name" && !showsName ? "" : `${shown(before, longest)} `
    return `${named(path)}: ${from}→ ${shown(after, longest)}`
  }
  const roots = new Set(Object.keys(changes).map(rootOf))
  const others = Object.entries(given).filter(([name]) => name !== "orgId" && name !== "instanceId" && !roots.has(name))
  return {
    changes: Object.entries(changes).map(([path, change]) => changed(path, change)),
    others: others.map(([name, value]) => `${named(name)}: ${shown(value, longest)}`)
  }
}

const fits = ({ changes, others }: Details): boolean => costOf([...changes, ...others].map(oneLine)) <= mostTokens

/**
 * All fields and arguments of the call, each value as far as there is room for all; undefined where there is not even
 * room for the names. The texts are not escaped. `showsName` is whether the organization's name may be among them.
 */
export const detailsOf = (danger: DestructiveChange, showsName: boolean): Details | undefined =>
  longestValues.map((longest) => linesOf(danger, showsName, longest)).find(fits)
