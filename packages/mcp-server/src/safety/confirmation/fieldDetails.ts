/** Lists the changes of a call, one line for each field. No field hides another, however long it is. */

import { costOf } from "../../answers/responseBudget/shrink.ts"
import type { DestructiveChange } from "../../model/DestructiveChange.ts"
import type { Change } from "../../model/FieldChanges.ts"
import { cutEscaped, visible } from "../../text/escapes.ts"

/** The possible lengths of one value in characters. The first length that leaves room for all fields is used. */
const valueLengths = [100, 40, 16, 8] as const

// The most tokens that the lines may cost. Then the rest of a plan fits into the same answer.
const maxTokens = 6_000

/**
 * The text on one line, with invisible characters escaped and blanks in a row as one: so no foreign text looks like a line
 * of this server, not even where a long line wraps.
 */
export const oneLine = (text: string): string => visible(text).replace(/[\s\u2800]+/g, " ")

const simpleName = /^[\w.$@+-]+$/

const quoteName = (name: string): string => (simpleName.test(name) ? name : JSON.stringify(name))

const cut = (text: string, longest: number): string => (text.length <= longest ? text : `${cutEscaped(text, longest)}…`)

/** Formats a value, with texts in quotation marks. A cut value says how long it is. */
const formatValue = (value: unknown, longest: number): string => {
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
  /** The changed fields, each as `name: before → after`. */
  readonly changes: ReadonlyArray<string>
  /** The other arguments without the ids that the confirmation names anyway. */
  readonly others: ReadonlyArray<string>
}

/** The ids that a confirmation names anyway. */
const namedAnyway: ReadonlyArray<string> = ["orgId", "instanceId", "changeSetId"]

const rootOf = (path: string): string => path.split(".", 1)[0] ?? path

const linesOf = (
  { arguments: values, changes = {} }: DestructiveChange,
  showsName: boolean,
  longest: number
): Details => {
  const formatChange = (path: string, { before, after }: Change): string => {
    // If the person has to type the present name, a plan does not show it.
    const from = path === "name" && !showsName ? "" : `${formatValue(before, longest)} `
    return `${quoteName(path)}: ${from}→ ${formatValue(after, longest)}`
  }
  const roots = new Set(Object.keys(changes).map(rootOf))
  const others = Object.entries(values).filter(([name]) => !namedAnyway.includes(name) && !roots.has(name))
  return {
    changes: Object.entries(changes).map(([path, change]) => formatChange(path, change)),
    others: others.map(([name, value]) => `${quoteName(name)}: ${formatValue(value, longest)}`)
  }
}

const hasRoom = ({ changes, others }: Details): boolean => costOf([...changes, ...others].map(oneLine)) <= maxTokens

/**
 * All fields and arguments of the call, with each value as long as there is room for all. Undefined if there is not
 * even room for the names. The texts are not escaped. `showsName` allows the organization's name among them.
 */
export const detailsOf = (danger: DestructiveChange, showsName: boolean): Details | undefined =>
  valueLengths.map((longest) => linesOf(danger, showsName, longest)).find(hasRoom)
